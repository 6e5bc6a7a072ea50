#define _POSIX_C_SOURCE 200809L
#include "zip_writer.h"

#include <err.h>
#include <fcntl.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { OUTPUT_SIZE = 256 * 1024, LOCAL_HEADER_SIZE = 30, DIRECTORY_SIZE = 46, END_SIZE = 22 };

struct zip_writer {
    int file;
    enum zip_level level;
    const char *name;
    struct zip_totals totals;
    uint64_t deflated_bytes;
    struct isal_zstream isal;
    z_stream zlib;
    unsigned char isal_memory[ISAL_DEF_LVL1_DEFAULT];
    unsigned char output[OUTPUT_SIZE];
};

static void write_all(struct zip_writer *zip, const unsigned char *bytes, size_t count) {
    zip->totals.file_bytes += count;
    while (count > 0) {
        ssize_t written = write(zip->file, bytes, count);
        if (written < 0) err(1, "write");
        bytes += written;
        count -= (size_t)written;
    }
}

static void write_deflated(struct zip_writer *zip, size_t count) {
    zip->deflated_bytes += count;
    write_all(zip, zip->output, count);
}

static unsigned char *put16(unsigned char *at, uint32_t value) {
    at[0] = (unsigned char)value;
    at[1] = (unsigned char)(value >> 8);
    return at + 2;
}

static unsigned char *put32(unsigned char *at, uint32_t value) {
    return put16(put16(at, value), value >> 16);
}

// The 26 bytes that a local header and its directory entry share.
static unsigned char *put_description(unsigned char *at, const struct zip_writer *zip) {
    at = put16(at, 20);     // version needed: deflate
    at = put16(at, 0x0800); // the name is UTF-8
    at = put16(at, 8);      // deflate
    at = put16(at, 0);      // 00:00:00
    at = put16(at, 0x0021); // 1980-01-01: equal exports give equal files
    at = put32(at, zip->totals.entry_crc32);
    at = put32(at, (uint32_t)zip->deflated_bytes);
    at = put32(at, (uint32_t)zip->totals.entry_bytes);
    at = put16(at, (uint32_t)strlen(zip->name));
    return put16(at, 0); // no extra field
}

static void put_local_header(unsigned char *at, const struct zip_writer *zip) {
    put_description(put32(at, 0x04034b50), zip);
}

struct zip_writer *zip_writer_open(const char *path, const char *entry_name, enum zip_level level) {
    if (strlen(entry_name) > UINT16_MAX) errx(1, "the entry name is too long for a ZIP");
    struct zip_writer *zip = calloc(1, sizeof *zip);
    if (!zip) err(1, "calloc");
    zip->level = level;
    zip->name = entry_name;
    zip->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (zip->file < 0) err(1, "%s", path);

    isal_deflate_init(&zip->isal);
    zip->isal.level = 1;
    zip->isal.level_buf = zip->isal_memory;
    zip->isal.level_buf_size = sizeof zip->isal_memory;
    zip->isal.next_out = zip->output;
    zip->isal.avail_out = OUTPUT_SIZE;
    // Negative window bits ask zlib for raw deflate, which is what a ZIP holds.
    if (deflateInit2(&zip->zlib, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) errx(1, "deflateInit2");
    zip->zlib.next_out = zip->output;
    zip->zlib.avail_out = OUTPUT_SIZE;

    unsigned char header[LOCAL_HEADER_SIZE];
    put_local_header(header, zip); // sizes and CRC follow in zip_writer_close
    write_all(zip, header, sizeof header);
    write_all(zip, (const unsigned char *)entry_name, strlen(entry_name));
    return zip;
}

static void deflate_isal(struct zip_writer *zip, unsigned char *bytes, size_t count, int last) {
    struct isal_zstream *stream = &zip->isal;
    stream->next_in = bytes;
    stream->avail_in = (uint32_t)count;
    stream->end_of_stream = (uint16_t)last;
    while (stream->avail_in > 0 || (last && stream->internal_state.state != ZSTATE_END)) {
        if (isal_deflate(stream) != COMP_OK) errx(1, "isal_deflate");
        if (stream->avail_out > 0 && !last) continue;
        write_deflated(zip, OUTPUT_SIZE - stream->avail_out);
        stream->next_out = zip->output;
        stream->avail_out = OUTPUT_SIZE;
    }
}

static void deflate_zlib(struct zip_writer *zip, unsigned char *bytes, size_t count, int last) {
    z_stream *stream = &zip->zlib;
    stream->next_in = bytes;
    stream->avail_in = (uInt)count;
    int status = Z_OK;
    while (stream->avail_in > 0 || (last && status != Z_STREAM_END)) {
        status = deflate(stream, last ? Z_FINISH : Z_NO_FLUSH);
        if (status == Z_STREAM_ERROR) errx(1, "deflate");
        if (stream->avail_out > 0 && !last) continue;
        write_deflated(zip, OUTPUT_SIZE - stream->avail_out);
        stream->next_out = zip->output;
        stream->avail_out = OUTPUT_SIZE;
    }
}

static void deflate_next(struct zip_writer *zip, unsigned char *bytes, size_t count, int last) {
    switch (zip->level) {
    case ZIP_ISAL_1: deflate_isal(zip, bytes, count, last); break;
    case ZIP_ZLIB_6: deflate_zlib(zip, bytes, count, last); break;
    }
}

void zip_write(struct zip_writer *zip, unsigned char *bytes, size_t count) {
    zip->totals.entry_bytes += count;
    zip->totals.entry_crc32 = crc32_gzip_refl(zip->totals.entry_crc32, bytes, count);
    deflate_next(zip, bytes, count, 0);
}

static void write_directory(struct zip_writer *zip) {
    uint32_t start = (uint32_t)zip->totals.file_bytes;
    size_t name_length = strlen(zip->name);
    unsigned char entry[DIRECTORY_SIZE];
    unsigned char *at = put16(put32(entry, 0x02014b50), 20); // made by version 2.0
    at = put_description(at, zip);
    at = put16(at, 0); // no comment
    at = put16(at, 0); // disk 0
    at = put16(at, 0); // internal attributes
    at = put32(at, 0); // external attributes
    put32(at, 0);      // the local header is at byte 0
    write_all(zip, entry, sizeof entry);
    write_all(zip, (const unsigned char *)zip->name, name_length);

    unsigned char end[END_SIZE];
    at = put32(end, 0x06054b50);
    at = put32(at, 0); // this disk and the directory's disk
    at = put16(at, 1); // one entry on this disk
    at = put16(at, 1); // one entry in all
    at = put32(at, (uint32_t)(DIRECTORY_SIZE + name_length));
    at = put32(at, start);
    put16(at, 0); // no comment
    write_all(zip, end, sizeof end);
}

struct zip_totals zip_writer_close(struct zip_writer *zip) {
    unsigned char nothing = 0;
    deflate_next(zip, &nothing, 0, 1);
    if (zip->totals.entry_bytes > UINT32_MAX || zip->totals.file_bytes > UINT32_MAX)
        errx(1, "more than 4 GiB would need ZIP64, which the reference leaves out");
    write_directory(zip);

    unsigned char header[LOCAL_HEADER_SIZE];
    put_local_header(header, zip);
    if (pwrite(zip->file, header, sizeof header, 0) != sizeof header) err(1, "pwrite");
    if (fsync(zip->file) != 0) err(1, "fsync");
    if (close(zip->file) != 0) err(1, "close");
    deflateEnd(&zip->zlib);

    struct zip_totals totals = zip->totals;
    free(zip);
    return totals;
}
