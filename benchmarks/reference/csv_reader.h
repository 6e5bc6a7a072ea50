// Rows of CSV (RFC 4180) out of a ZIP entry, through one reusable buffer.
#ifndef CSV_READER_H
#define CSV_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "zip_reader.h"

struct csv_reader {
    struct zip_reader *zip;
    unsigned char *bytes;
    size_t start, end, capacity; // what is inflated and not yet read
    bool is_whole;               // nothing more will come
};

// Text without its quotes, in the reader's buffer, until the next row is read.
struct csv_cell {
    const char *text;
    size_t count;
};

struct csv_reader csv_reader_open(struct zip_reader *zip);

// Reads a row of `width` cells, and ends the program if it has fewer or more. False at the end.
bool csv_read_row(struct csv_reader *csv, struct csv_cell *cells, size_t width);

void csv_reader_close(struct csv_reader *csv);

#endif
