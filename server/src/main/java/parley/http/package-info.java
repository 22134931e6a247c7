/**
 * The API's manners: routes, forms, paging, replies, links, errors. Hides the HTTP engine.
 *
 * <p>Leans on: value, problem, access. Deliberately not here: feature; what it needs of one it asks
 * by an interface.
 */
package parley.http;
