#include "database.h"

#include <err.h>
#include <stddef.h>

sqlite3 *database_open(const char *path, int mode, const char *settings) {
    sqlite3 *database;
    if (sqlite3_open_v2(path, &database, mode | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        errx(1, "%s: %s", path, sqlite3_errmsg(database));
    database_execute(database, settings);
    return database;
}

void database_execute(sqlite3 *database, const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) errx(1, "%s: %s", sql, sqlite3_errmsg(database));
}

sqlite3_stmt *database_prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        errx(1, "%s: %s", sql, sqlite3_errmsg(database));
    return statement;
}
