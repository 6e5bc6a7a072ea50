// The yardstick of an export: SQLite scan, CSV, deflate, ZIP, fsync; one thread and nothing else.
#define _POSIX_C_SOURCE 200809L
#include <err.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "csv_writer.h"
#include "database.h"
#include "zip_writer.h"

struct request {
    const char *database, *zip, *entry_name, *header, *formats, *sql;
    enum zip_level level;
};

static enum zip_level level_named(const char *name) {
    if (strcmp(name, "isal1") == 0) return ZIP_ISAL_1;
    if (strcmp(name, "zlib6") == 0) return ZIP_ZLIB_6;
    errx(2, "%s: the level is isal1 or zlib6", name);
}

static struct request parse(int count, char **arguments) {
    int has_level = count == 9 && strcmp(arguments[7], "--level") == 0;
    if (count != 7 && !has_level)
        errx(2, "usage: export-reference DATABASE OUT.zip ENTRY_NAME HEADER FORMATS SQL [--level isal1|zlib6]");
    return (struct request){
        .database = arguments[1],
        .zip = arguments[2],
        .entry_name = arguments[3],
        .header = arguments[4],
        .formats = arguments[5],
        .sql = arguments[6],
        .level = has_level ? level_named(arguments[8]) : ZIP_ISAL_1,
    };
}

static sqlite3_stmt *prepare(sqlite3 *database, const struct request *request) {
    sqlite3_stmt *rows = database_prepare(database, request->sql);
    if (strspn(request->formats, "tibdz0123456789") != strlen(request->formats))
        errx(2, "%s: a format is one of t i b d z 0-9", request->formats);
    if (strlen(request->formats) != (size_t)sqlite3_column_count(rows))
        errx(2, "%d columns, but formats for %zu", sqlite3_column_count(rows), strlen(request->formats));
    return rows;
}

static uint64_t write_rows(struct csv_writer *csv, sqlite3_stmt *rows, const char *formats) {
    uint64_t count = 0;
    int status;
    while ((status = sqlite3_step(rows)) == SQLITE_ROW) {
        csv_write_row(csv, rows, formats);
        count++;
    }
    if (status != SQLITE_DONE) errx(1, "%s", sqlite3_errmsg(sqlite3_db_handle(rows)));
    return count;
}

int main(int argc, char **argv) {
    struct timespec start = clock_now();
    struct request request = parse(argc, argv);

    sqlite3 *database =
        database_open(request.database, SQLITE_OPEN_READONLY, "PRAGMA cache_size=-65536; PRAGMA mmap_size=0");
    sqlite3_stmt *rows = prepare(database, &request);
    struct zip_writer *zip = zip_writer_open(request.zip, request.entry_name, request.level);
    struct csv_writer csv = csv_writer_open(zip);
    csv_write_header(&csv, request.header);
    uint64_t count = write_rows(&csv, rows, request.formats);
    csv_writer_close(&csv);
    struct zip_totals totals = zip_writer_close(zip);
    sqlite3_finalize(rows);
    sqlite3_close(database);

    printf("{\"rows\":%" PRIu64 ",\"csv_bytes\":%" PRIu64 ",\"csv_crc32\":\"%08" PRIx32 "\",\"zip_bytes\":%" PRIu64
           ",\"seconds\":%.6f}\n",
           count, totals.entry_bytes, totals.entry_crc32, totals.file_bytes, seconds_since(&start));
    return 0;
}
