// Cells of CSV as SQLite stores them.
#ifndef VALUES_H
#define VALUES_H

#include <sqlite3.h>

#include "csv_reader.h"

// Binds a cell by its column letter (README.md, "Column letters"): t, i, b or 0 to 9. An empty cell is NULL.
// Text is not copied, so the statement has to be done before the next row is read.
void bind_cell(sqlite3_stmt *statement, int parameter, struct csv_cell cell, char format);

#endif
