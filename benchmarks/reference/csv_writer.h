// Rows of an SQLite statement as CSV, through one reusable buffer into a ZIP entry.
#ifndef CSV_WRITER_H
#define CSV_WRITER_H

#include <sqlite3.h>
#include <stddef.h>

#include "zip_writer.h"

struct csv_writer {
    struct zip_writer *zip;
    unsigned char *bytes;
    size_t used, capacity;
};

struct csv_writer csv_writer_open(struct zip_writer *zip);

// Writes `header` as it is, and a line end.
void csv_write_header(struct csv_writer *csv, const char *header);

// Writes the current row; `formats` has one letter per column (README.md, "Column letters").
void csv_write_row(struct csv_writer *csv, sqlite3_stmt *row, const char *formats);

// Hands what is left to the ZIP and frees the buffer.
void csv_writer_close(struct csv_writer *csv);

#endif
