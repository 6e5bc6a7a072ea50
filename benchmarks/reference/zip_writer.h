// A ZIP file with exactly one deflated entry, written front to back.
#ifndef ZIP_WRITER_H
#define ZIP_WRITER_H

#include <stddef.h>
#include <stdint.h>

enum zip_level { ZIP_ISAL_1, ZIP_ZLIB_6 };

struct zip_totals {
    uint64_t entry_bytes; // before compression
    uint64_t file_bytes;  // of the whole ZIP
    uint32_t entry_crc32;
};

struct zip_writer;

// Every function ends the program with a message when something fails: half an export is worth nothing.
struct zip_writer *zip_writer_open(const char *path, const char *entry_name, enum zip_level level);
void zip_write(struct zip_writer *zip, unsigned char *bytes, size_t count);

// Writes the directory, syncs the file to disk and frees `zip`.
struct zip_totals zip_writer_close(struct zip_writer *zip);

#endif
