/**
 * The database: transactions, statements, paging by keyset, migrations, the two dialects.
 *
 * <p>Leans on: value. Deliberately not here: table is named here but the migrations' own; stores
 * stand in their rooms.
 */
package parley.storage;
