#define _POSIX_C_SOURCE 200809L
#include "zip_reader.h"

#include <err.h>
#include <fcntl.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCAL_HEADER_SIZE = 30, DIRECTORY_SIZE = 46, END_SIZE = 22, DEFLATED = 8 };

struct zip_reader {
    const char *path;
    unsigned char *file;
    size_t file_size;
    uint32_t expected_crc32, crc32;
    struct inflate_state inflate;
};

static uint32_t get16(const unsigned char *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t get32(const unsigned char *at) {
    return get16(at) | get16(at + 2) << 16;
}

static void map_file(struct zip_reader *zip) {
    int file = open(zip->path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) err(1, "%s", zip->path);
    zip->file_size = (size_t)status.st_size;
    if (zip->file_size < LOCAL_HEADER_SIZE + DIRECTORY_SIZE + END_SIZE) errx(1, "%s is no ZIP", zip->path);
    zip->file = mmap(NULL, zip->file_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (zip->file == MAP_FAILED) err(1, "mmap");
    close(file);
}

// Returns the directory's entry. The end record is the last thing of a file without a comment.
static const unsigned char *find_entry(const struct zip_reader *zip) {
    const unsigned char *end = zip->file + zip->file_size - END_SIZE;
    if (get32(end) != 0x06054b50 || get16(end + 10) != 1) errx(1, "%s is no ZIP with one entry", zip->path);
    uint32_t offset = get32(end + 16);
    if (offset > zip->file_size - DIRECTORY_SIZE || get32(zip->file + offset) != 0x02014b50)
        errx(1, "%s has no directory", zip->path);
    return zip->file + offset;
}

struct zip_reader *zip_reader_open(const char *path) {
    struct zip_reader *zip = calloc(1, sizeof *zip);
    if (!zip) err(1, "calloc");
    zip->path = path;
    map_file(zip);
    const unsigned char *entry = find_entry(zip);
    if (get16(entry + 10) != DEFLATED) errx(1, "the entry of %s is not deflated", path);
    zip->expected_crc32 = get32(entry + 16);
    size_t size = get32(entry + 20);
    size_t header = get32(entry + 42);
    if (header > zip->file_size - LOCAL_HEADER_SIZE) errx(1, "%s ends before its entry", path);
    const unsigned char *local = zip->file + header;
    size_t start = header + LOCAL_HEADER_SIZE + get16(local + 26) + get16(local + 28);
    if (start > zip->file_size || size > zip->file_size - start) errx(1, "%s ends within its entry", path);

    isal_inflate_init(&zip->inflate);
    zip->inflate.next_in = zip->file + start;
    zip->inflate.avail_in = (uint32_t)size;
    return zip;
}

size_t zip_read(struct zip_reader *zip, unsigned char *bytes, size_t count) {
    struct inflate_state *inflate = &zip->inflate;
    inflate->next_out = bytes;
    inflate->avail_out = (uint32_t)count;
    while (inflate->avail_out > 0 && inflate->block_state != ISAL_BLOCK_FINISH) {
        uint32_t room = inflate->avail_out;
        if (isal_inflate(inflate) != ISAL_DECOMP_OK) errx(1, "%s cannot be inflated", zip->path);
        if (inflate->avail_out == room && inflate->block_state != ISAL_BLOCK_FINISH)
            errx(1, "the entry of %s ends too early", zip->path);
    }
    size_t got = count - inflate->avail_out;
    zip->crc32 = crc32_gzip_refl(zip->crc32, bytes, got);
    if (got < count && zip->crc32 != zip->expected_crc32) errx(1, "the entry of %s has another CRC-32", zip->path);
    return got;
}

void zip_reader_close(struct zip_reader *zip) {
    munmap(zip->file, zip->file_size);
    free(zip);
}
