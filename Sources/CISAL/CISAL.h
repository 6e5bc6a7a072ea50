// Intel ISA-L (Debian package libisal-dev): deflate, inflate and the gzip CRC-32.
#include <isa-l.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

// Swift can't see macros that are expressions.
static const unsigned int CISAL_LEVEL_1_BUFFER_SIZE = ISAL_DEF_LVL1_DEFAULT;
