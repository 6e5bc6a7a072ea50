#include "csv_writer.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER_SIZE = 256 * 1024, LONGEST_FIXED_VALUE = 32 };

static const char digit_pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374757677787980818283848586878889909192939495969798"
    "99";

// The bytes that make a value need quotes (RFC 4180).
static const unsigned char needs_quotes[256] = {[','] = 1, ['"'] = 1, ['\r'] = 1, ['\n'] = 1};

struct csv_writer csv_writer_open(struct zip_writer *zip) {
    struct csv_writer csv = {.zip = zip, .bytes = malloc(BUFFER_SIZE), .capacity = BUFFER_SIZE};
    if (!csv.bytes) err(1, "malloc");
    return csv;
}

static void flush(struct csv_writer *csv) {
    zip_write(csv->zip, csv->bytes, csv->used);
    csv->used = 0;
}

// Makes room for `count` more bytes and returns where they go.
static inline unsigned char *room(struct csv_writer *csv, size_t count) {
    if (csv->capacity - csv->used < count) {
        flush(csv);
        if (csv->capacity < count) {
            csv->bytes = realloc(csv->bytes, count);
            if (!csv->bytes) err(1, "realloc");
            csv->capacity = count;
        }
    }
    return csv->bytes + csv->used;
}

void csv_write_header(struct csv_writer *csv, const char *header) {
    size_t count = strlen(header);
    unsigned char *at = room(csv, count + 1);
    memcpy(at, header, count);
    at[count] = '\n';
    csv->used += count + 1;
}

static inline unsigned char *put_pair(unsigned char *at, unsigned value) {
    memcpy(at, digit_pairs + 2 * value, 2);
    return at + 2;
}

static inline unsigned char *put_unsigned(unsigned char *at, uint64_t value) {
    unsigned char digits[20];
    unsigned char *first = digits + sizeof digits;
    while (value >= 100) {
        first -= 2;
        memcpy(first, digit_pairs + 2 * (value % 100), 2);
        value /= 100;
    }
    if (value >= 10) {
        first -= 2;
        memcpy(first, digit_pairs + 2 * value, 2);
    } else {
        *--first = (unsigned char)('0' + value);
    }
    size_t count = (size_t)(digits + sizeof digits - first);
    memcpy(at, first, count);
    return at + count;
}

// Puts the sign and returns the magnitude, which for the smallest integer fits only unsigned.
static inline uint64_t put_sign(unsigned char **at, int64_t value) {
    if (value >= 0) return (uint64_t)value;
    *(*at)++ = '-';
    return 0 - (uint64_t)value;
}

static unsigned char *put_integer(unsigned char *at, int64_t value) {
    uint64_t magnitude = put_sign(&at, value);
    return put_unsigned(at, magnitude);
}

static unsigned char *put_decimal(unsigned char *at, int64_t value, int scale) {
    uint64_t power = 1;
    for (int i = 0; i < scale; i++) power *= 10;
    uint64_t magnitude = put_sign(&at, value);
    at = put_unsigned(at, magnitude / power);
    uint64_t fraction = magnitude % power;
    if (fraction == 0) return at;
    *at++ = '.';
    while (fraction > 0) {
        power /= 10;
        *at++ = (unsigned char)('0' + fraction / power);
        fraction %= power;
    }
    return at;
}

static unsigned char *put_boolean(unsigned char *at, int64_t value) {
    if (value) {
        memcpy(at, "true", 4);
        return at + 4;
    }
    memcpy(at, "false", 5);
    return at + 5;
}

// YYYY-MM-DD. Counts in 400-year eras that start on 1 March, so that the leap day is a year's last day
// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
static unsigned char *put_date(unsigned char *at, int64_t days_since_1970) {
    if (days_since_1970 < -719528 || days_since_1970 > 2932896) errx(1, "a date outside the years 0000 to 9999");
    unsigned days = (unsigned)(days_since_1970 + 719468 + 146097); // one era more, so that 0000-01-01 is not negative
    unsigned era = days / 146097;
    unsigned day_of_era = days % 146097;
    unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    unsigned month_from_march = (5 * day_of_year + 2) / 153;
    unsigned day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    unsigned month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    unsigned year = year_of_era + era * 400 - 400 + (month <= 2);
    at = put_pair(put_pair(at, year / 100), year % 100);
    *at++ = '-';
    at = put_pair(at, month);
    *at++ = '-';
    return put_pair(at, day);
}

// YYYY-MM-DDThh:mm:ss+00:00.
static unsigned char *put_date_time(unsigned char *at, int64_t seconds_since_1970) {
    int64_t days = seconds_since_1970 / 86400;
    int64_t rest = seconds_since_1970 % 86400;
    if (rest < 0) {
        rest += 86400;
        days -= 1;
    }
    unsigned second = (unsigned)rest;
    at = put_date(at, days);
    *at++ = 'T';
    at = put_pair(at, second / 3600);
    *at++ = ':';
    at = put_pair(at, second / 60 % 60);
    *at++ = ':';
    at = put_pair(at, second % 60);
    memcpy(at, "+00:00", 6);
    return at + 6;
}

static unsigned char *put_quoted(unsigned char *at, const unsigned char *text, size_t count) {
    *at++ = '"';
    for (size_t i = 0; i < count; i++) {
        if (text[i] == '"') *at++ = '"';
        *at++ = text[i];
    }
    *at++ = '"';
    return at;
}

// Copies and checks in one pass: nearly every value needs no quotes, and those that do are written again.
static inline unsigned char *put_text(unsigned char *at, const unsigned char *text, size_t count) {
    unsigned char special = 0;
    for (size_t i = 0; i < count; i++) {
        at[i] = text[i];
        special |= needs_quotes[text[i]];
    }
    return special ? put_quoted(at, text, count) : at + count;
}

static inline void text_column(struct csv_writer *csv, sqlite3_stmt *row, int column) {
    const unsigned char *text = sqlite3_column_text(row, column);
    if (!text) return;
    size_t count = (size_t)sqlite3_column_bytes(row, column);
    unsigned char *at = room(csv, 2 * count + 2); // every byte a quote, and the quotes around
    csv->used += (size_t)(put_text(at, text, count) - at);
}

static inline void number_column(struct csv_writer *csv, sqlite3_stmt *row, int column, char format) {
    if (sqlite3_column_type(row, column) == SQLITE_NULL) return;
    int64_t value = sqlite3_column_int64(row, column);
    unsigned char *at = room(csv, LONGEST_FIXED_VALUE);
    unsigned char *end;
    switch (format) {
    case 'i': end = put_integer(at, value); break;
    case 'b': end = put_boolean(at, value); break;
    case 'd': end = put_date(at, value); break;
    case 'z': end = put_date_time(at, value); break;
    default: end = put_decimal(at, value, format - '0'); break;
    }
    csv->used += (size_t)(end - at);
}

void csv_write_row(struct csv_writer *csv, sqlite3_stmt *row, const char *formats) {
    for (int column = 0; formats[column]; column++) {
        if (column > 0) {
            *room(csv, 1) = ',';
            csv->used += 1;
        }
        if (formats[column] == 't') {
            text_column(csv, row, column);
        } else {
            number_column(csv, row, column, formats[column]);
        }
    }
    *room(csv, 1) = '\n';
    csv->used += 1;
}

void csv_writer_close(struct csv_writer *csv) {
    flush(csv);
    free(csv->bytes);
}
