/** What the pages of the documentation show, tried as who reads them would. */
package parley.snippets;
