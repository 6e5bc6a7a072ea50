// The yardstick of an import: inflate, CSV, prepared statements in one transaction; one thread and nothing else.
#define _POSIX_C_SOURCE 200809L
#include <err.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "csv_reader.h"
#include "database.h"
#include "values.h"
#include "zip_reader.h"

enum { MOST_COLUMNS = 200 };

struct request {
    const char *database, *zip, *formats, *insert;
    int64_t first_id;
    // NULL when every row is inserted.
    const char *find, *update;
    size_t key_column;
};

// Parameter 1 is the record's id, the cells follow in the order of their columns; `find` has only the key.
struct statements {
    sqlite3_stmt *insert, *find, *update;
};

struct totals {
    uint64_t inserted, updated;
};

static struct request parse(int count, char **arguments) {
    if (count != 6 && count != 9)
        errx(2, "usage: import-reference DATABASE IN.zip FIRST_ID FORMATS INSERT [KEY_COLUMN FIND UPDATE]");
    struct request request = {
        .database = arguments[1],
        .zip = arguments[2],
        .first_id = strtoll(arguments[3], NULL, 10),
        .formats = arguments[4],
        .insert = arguments[5],
    };
    if (count == 9) {
        request.key_column = strtoul(arguments[6], NULL, 10);
        request.find = arguments[7];
        request.update = arguments[8];
    }
    size_t width = strlen(request.formats);
    if (strspn(request.formats, "tib0123456789") != width) errx(2, "%s: a format is one of t i b 0-9", request.formats);
    if (width > MOST_COLUMNS || request.key_column >= width) errx(2, "formats for %zu columns", width);
    return request;
}

// CRM_TEXT_2, the collation of Longshore's indexes; without regard to letter case in ASCII, which is all the keys have.
static int compare_text(void *unused, int left_count, const void *left, int right_count, const void *right) {
    (void)unused;
    int order = sqlite3_strnicmp(left, right, left_count < right_count ? left_count : right_count);
    return order != 0 ? order : left_count - right_count;
}

static sqlite3 *open_database(const char *path) {
    const char *settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536";
    sqlite3 *database = database_open(path, SQLITE_OPEN_READWRITE, settings);
    if (sqlite3_create_collation(database, "CRM_TEXT_2", SQLITE_UTF8, NULL, compare_text) != SQLITE_OK)
        errx(1, "%s", sqlite3_errmsg(database));
    return database;
}

static struct statements prepare(sqlite3 *database, const struct request *request) {
    return (struct statements){
        .insert = database_prepare(database, request->insert),
        .find = request->find ? database_prepare(database, request->find) : NULL,
        .update = request->update ? database_prepare(database, request->update) : NULL,
    };
}

// Runs a statement that gives no rows.
static void run(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) errx(1, "%s", sqlite3_errmsg(sqlite3_db_handle(statement)));
    sqlite3_reset(statement);
}

// The id of the record that has the key, or 0.
static int64_t find(sqlite3_stmt *statement, struct csv_cell key, char format) {
    bind_cell(statement, 1, key, format);
    int status = sqlite3_step(statement);
    if (status != SQLITE_ROW && status != SQLITE_DONE) errx(1, "%s", sqlite3_errmsg(sqlite3_db_handle(statement)));
    int64_t id = status == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return id;
}

static struct totals write_rows(
    struct csv_reader *csv, const struct statements *statements, const struct request *request
) {
    struct csv_cell cells[MOST_COLUMNS];
    size_t width = strlen(request->formats), key = request->key_column;
    struct totals totals = {0};
    csv_read_row(csv, cells, width); // the header
    while (csv_read_row(csv, cells, width)) {
        int64_t id = statements->find ? find(statements->find, cells[key], request->formats[key]) : 0;
        sqlite3_stmt *statement = id ? statements->update : statements->insert;
        if (id) {
            totals.updated++;
        } else {
            id = request->first_id + (int64_t)totals.inserted++;
        }
        sqlite3_bind_int64(statement, 1, id);
        for (size_t column = 0; column < width; column++)
            bind_cell(statement, (int)column + 2, cells[column], request->formats[column]);
        run(statement);
    }
    return totals;
}

int main(int argc, char **argv) {
    struct timespec start = clock_now();
    struct request request = parse(argc, argv);

    sqlite3 *database = open_database(request.database);
    struct statements statements = prepare(database, &request);
    struct zip_reader *zip = zip_reader_open(request.zip);
    struct csv_reader csv = csv_reader_open(zip);
    database_execute(database, "BEGIN IMMEDIATE");
    struct totals totals = write_rows(&csv, &statements, &request);
    database_execute(database, "COMMIT");
    double seconds = seconds_since(&start);

    csv_reader_close(&csv);
    zip_reader_close(zip);
    sqlite3_finalize(statements.insert);
    sqlite3_finalize(statements.find);
    sqlite3_finalize(statements.update);
    if (sqlite3_close(database) != SQLITE_OK) errx(1, "%s", sqlite3_errmsg(database));
    printf("{\"inserted\":%" PRIu64 ",\"updated\":%" PRIu64 ",\"seconds\":%.6f}\n", totals.inserted, totals.updated,
           seconds);
    return 0;
}
