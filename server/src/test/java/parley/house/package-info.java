/** Checks of the house itself: format and structure of the sources. */
package parley.house;
