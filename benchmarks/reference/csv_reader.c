#include "csv_reader.h"

#include <err.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// The buffer holds 256 KiB, and behind them the bytes that a word read at the end may touch.
enum { BUFFER_SIZE = 256 * 1024, WORD = sizeof(uint64_t) };

struct csv_reader csv_reader_open(struct zip_reader *zip) {
    struct csv_reader csv = {.zip = zip, .bytes = calloc(1, BUFFER_SIZE + WORD), .capacity = BUFFER_SIZE};
    if (!csv.bytes) err(1, "calloc");
    return csv;
}

// Moves what is left to the front and fills the rest; doubles the buffer when one row is all there is in it.
static void refill(struct csv_reader *csv) {
    size_t left = csv->end - csv->start;
    memmove(csv->bytes, csv->bytes + csv->start, left);
    if (left == csv->capacity) {
        csv->capacity *= 2;
        csv->bytes = realloc(csv->bytes, csv->capacity + WORD);
        if (!csv->bytes) err(1, "realloc");
    }
    size_t room = csv->capacity - left;
    size_t got = zip_read(csv->zip, csv->bytes + left, room);
    csv->start = 0;
    csv->end = left + got;
    csv->is_whole = got < room;
}

// A word whose bytes have their high bit where those of `word` are `byte`; bytes behind the first hit may be wrong.
static inline uint64_t bytes_equal(uint64_t word, unsigned char byte) {
    const uint64_t ones = UINT64_MAX / 255;
    uint64_t difference = word ^ ones * byte;
    return (difference - ones) & ~difference & ones << 7;
}

// The first comma or line feed from `at`, or `end`; looks at eight bytes at a time.
static inline unsigned char *cell_end(unsigned char *at, unsigned char *end) {
    for (; at < end; at += WORD) {
        uint64_t word;
        memcpy(&word, at, WORD);
        uint64_t hits = bytes_equal(word, ',') | bytes_equal(word, '\n');
        if (hits) {
            at += __builtin_ctzll(hits) / 8;
            return at < end ? at : end;
        }
    }
    return end;
}

// The quote that ends a quoted cell, which starts behind its first quote; NULL if it is not in the buffer.
static unsigned char *closing_quote(unsigned char *at, unsigned char *end, bool is_whole) {
    while ((at = memchr(at, '"', (size_t)(end - at)))) {
        // Whether this is the first of two is only known with the byte behind it.
        if (at + 1 == end) return is_whole ? at : NULL;
        if (at[1] != '"') return at;
        at += 2;
    }
    return NULL;
}

// Takes one quote of each pair, once the whole row is there.
static struct csv_cell unescaped(unsigned char *text, size_t count) {
    unsigned char *to = memchr(text, '"', count);
    if (!to) return (struct csv_cell){(const char *)text, count};
    for (unsigned char *from = to, *end = text + count; from < end; from++) {
        *to++ = *from;
        if (*from == '"') from++;
    }
    return (struct csv_cell){(const char *)text, (size_t)(to - text)};
}

// Finds the cells of the row at `start`. Returns where the next row starts, or NULL if this one is not whole yet.
static unsigned char *split_row(const struct csv_reader *csv, struct csv_cell *cells, size_t width) {
    unsigned char *at = csv->bytes + csv->start;
    unsigned char *end = csv->bytes + csv->end;
    for (size_t column = 0;; column++) {
        if (column == width) errx(1, "a row has more than %zu cells", width);
        unsigned char *text = at;
        if (at < end && *at == '"') {
            unsigned char *quote = closing_quote(at + 1, end, csv->is_whole);
            if (!quote) return NULL;
            at = cell_end(quote, end);
            cells[column] = (struct csv_cell){(const char *)text, (size_t)(quote + 1 - text)};
        } else {
            at = cell_end(at, end);
            cells[column] = (struct csv_cell){(const char *)text, (size_t)(at - text)};
        }
        if (at == end && !csv->is_whole) return NULL;
        if (at < end && *at == ',') {
            at++;
            continue;
        }
        if (column + 1 < width) errx(1, "a row has only %zu cells", column + 1);
        return at < end ? at + 1 : at;
    }
}

bool csv_read_row(struct csv_reader *csv, struct csv_cell *cells, size_t width) {
    unsigned char *next = NULL;
    while (csv->start == csv->end || !(next = split_row(csv, cells, width))) {
        if (csv->is_whole) {
            if (csv->start == csv->end) return false;
            errx(1, "the last row ends within quotes");
        }
        refill(csv);
    }
    csv->start = (size_t)(next - csv->bytes);
    struct csv_cell *last = &cells[width - 1];
    if (last->count > 0 && last->text[last->count - 1] == '\r') last->count--;
    for (size_t column = 0; column < width; column++) {
        struct csv_cell *cell = &cells[column];
        if (cell->count == 0 || cell->text[0] != '"') continue;
        *cell = unescaped((unsigned char *)cell->text + 1, cell->count - 2);
    }
    return true;
}

void csv_reader_close(struct csv_reader *csv) {
    free(csv->bytes);
}
