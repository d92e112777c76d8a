// The memory devices.
#include "guest.h"

int main(void) {
    unsigned char buffer[100000];
    int null = must(open("/dev/null", O_RDWR)), zero = must(open("/dev/zero", O_RDWR)), full = must(open("/dev/full", O_RDWR)),
        random = must(open("/dev/urandom", O_RDWR));
    is("null reads nothing", read(null, buffer, 10), 0);
    is("null takes all", write(null, buffer, 100000), 100000);
    is("null seeks", lseek(null, 10, SEEK_SET), 0);
    memset(buffer, 1, sizeof buffer);
    is("zero", read(zero, buffer, sizeof buffer), sizeof buffer);
    int sum = 0;
    for (unsigned i = 0; i < sizeof buffer; i++) sum += buffer[i];
    is("is zero", sum, 0);
    is("zero takes all", write(zero, buffer, 10), 10);
    is("full reads zeros", read(full, buffer, 10), 10);
    fails("full takes nothing", write(full, buffer, 1), ENOSPC);
    is("random", read(random, buffer, 1000), 1000);
    int different = 0;
    for (int i = 1; i < 1000; i++) different += buffer[i] != buffer[0];
    yes("differs", different > 900);
    is("random, the other", read(must(open("/dev/random", O_RDONLY)), buffer, 10), 10);
    is("may be fed", write(random, buffer, 10), 10);
    char *map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, zero, 0);
    yes("zero can be mapped", map != MAP_FAILED && map[5000] == 0);
    map[5000] = 1;
    fails("null cannot", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, null, 0), ENODEV);
    struct pollfd entry = {null, POLLIN | POLLOUT, 0};
    is("always ready", poll(&entry, 1, 0), 1);
    ok("truncate on open", open("/dev/null", O_WRONLY | O_TRUNC | O_CREAT, 0600));
    fails("read to nowhere", read(zero, wild, 10), EFAULT);
    is("write from nowhere", write(null, wild, 10), 10);
    fails("not a terminal", ioctl(null, TCGETS, buffer), ENOTTY);
    char link[50] = {0};
    must(readlink("/dev/fd", link, sizeof link - 1));
    text("/dev/fd", link, "/proc/self/fd");
    make_file("f", "through", 0600);
    int fd = must(open("f", O_RDONLY));
    char path[30];
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    text("by number", content_of(path), "through");
    return finish();
}
