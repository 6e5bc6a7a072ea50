// Rows of an SQLite statement as CSV, through one reusable buffer into a ZIP entry.
#ifndef CSV_H
#define CSV_H

#include <sqlite3.h>
#include <stddef.h>

#include "zip.h"

struct csv {
    struct zip *zip;
    unsigned char *bytes;
    size_t used, capacity;
};

struct csv csv_open(struct zip *zip);

// Writes `header` as it is, and a line end.
void csv_header(struct csv *csv, const char *header);

// Writes the current row; `formats` has one letter per column (README.md, "Column letters").
void csv_row(struct csv *csv, sqlite3_stmt *row, const char *formats);

// Hands what is left to the ZIP and frees the buffer.
void csv_close(struct csv *csv);

#endif
