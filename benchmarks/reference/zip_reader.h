// A ZIP file with exactly one deflated entry, inflated front to back.
#ifndef ZIP_READER_H
#define ZIP_READER_H

#include <stddef.h>

struct zip_reader;

// Every function ends the program with a message when something fails: half an import is worth nothing.
struct zip_reader *zip_reader_open(const char *path);

// Fills `bytes` and returns how many there are: fewer than `count` only at the end of the entry, whose CRC-32 is
// then checked.
size_t zip_read(struct zip_reader *zip, unsigned char *bytes, size_t count);

void zip_reader_close(struct zip_reader *zip);

#endif
