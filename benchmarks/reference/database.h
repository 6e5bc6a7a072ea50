// SQLite; every function ends the program with a message when something fails.
#ifndef DATABASE_H
#define DATABASE_H

#include <sqlite3.h>

// Opens an existing database and executes `settings`; `mode` is SQLITE_OPEN_READONLY or SQLITE_OPEN_READWRITE.
sqlite3 *database_open(const char *path, int mode, const char *settings);

void database_execute(sqlite3 *database, const char *sql);
sqlite3_stmt *database_prepare(sqlite3 *database, const char *sql);

#endif
