// Extended attributes: kept where the file system has them, refused in the right words elsewhere.
#include "guest.h"
#include <sys/xattr.h>

int main(void) {
    make_file("f", "", 0600);
    char value[100] = {0};
    int fd = must(open("f", O_RDWR));
    int works = setxattr("f", "user.test", "value", 5, 0) == 0;
    yes("set or not supported", works || errno == EOPNOTSUPP);
    long length = getxattr("f", "user.test", value, sizeof value);
    yes("get", works ? length == 5 && memcmp(value, "value", 5) == 0
                     : length == -1 && (errno == EOPNOTSUPP || errno == ENODATA));
    length = fgetxattr(fd, "user.missing", value, sizeof value);
    yes("missing", length == -1 && (errno == ENODATA || (!works && errno == EOPNOTSUPP)));
    length = listxattr("f", value, sizeof value);
    yes("list", works ? length >= 10 : length == 0 || (length == -1 && errno == EOPNOTSUPP));
    length = removexattr("f", "user.test");
    yes("remove", works ? length == 0 : length == -1 && (errno == EOPNOTSUPP || errno == ENODATA));
    length = getxattr("f", "security.capability", value, sizeof value);
    yes("capabilities: none", length == -1 && (errno == ENODATA || errno == EOPNOTSUPP));
    length = getxattr("f", "system.posix_acl_access", value, sizeof value);
    yes("access list: none", length == -1 && (errno == ENODATA || errno == EOPNOTSUPP));
    fails("unknown kind", setxattr("f", "nonsense.test", "x", 1, 0), EOPNOTSUPP);
    fails("missing file", getxattr("x", "user.test", value, sizeof value), ENOENT);
    fails("missing file", listxattr("x", value, sizeof value), ENOENT);
    fails("not open", fgetxattr(900, "user.test", value, sizeof value), EBADF);
    return finish();
}
