// Sizes and counts that no sane program gives.
#include "guest.h"

#define HUGE_SIZE 0x7fffffffffffffff

int main(void) {
    make_file("f", "0123456789", 0600);
    int file = must(open("f", O_RDWR)), pipes[2];
    must(pipe(pipes));
    static char buffer[8192];
    is("read: as much as there is", read(file, buffer, 1UL << 40) <= 10, 1);
    fails("read, negative size", read(file, buffer, -1), EFAULT);
    fails("write, negative size", write(file, buffer, -1), EFAULT);
    lseek(file, 0, SEEK_SET);
    struct iovec parts[2] = {{buffer, HUGE_SIZE}, {buffer, HUGE_SIZE}};
    yes("readv, sizes that overflow", readv(file, parts, 2) == -1);
    yes("EINVAL or EFAULT", errno == EINVAL || errno == EFAULT);
    fails("pread, offset that overflows", syscall(SYS_pread64, file, buffer, 10, -10L), EINVAL);
    fails("pwrite, offset that overflows", syscall(SYS_pwrite64, file, buffer, 10, -10L), EINVAL);
    fails("lseek over the end", lseek(file, HUGE_SIZE, SEEK_END), EINVAL);
    lseek(file, 0, SEEK_SET);
    fails("lseek, negative", lseek(file, -HUGE_SIZE, SEEK_CUR), EINVAL);
    fails("ftruncate", ftruncate(file, -1), EINVAL);
    fails("mmap", mmap(NULL, -1UL, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), ENOMEM);
    fails("mmap, all but a page", mmap(NULL, -4096UL, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), ENOMEM);
    fails("mmap, an offset that overflows", mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, file, 0x7ffffffffffff000), EOVERFLOW);
    fails("munmap", munmap((void *)0x10000, -1UL), EINVAL);
    yes("mremap", mremap(buffer, 4096, -4096UL, MREMAP_MAYMOVE) == MAP_FAILED);
    fails("mprotect", mprotect((void *)4096, -8192UL, PROT_READ), ENOMEM);
    yes("brk", syscall(SYS_brk, -1UL) == syscall(SYS_brk, 0));
    fails("poll", poll((void *)buffer, -1, 0), EINVAL);
    fails("select", select(-5, NULL, NULL, NULL, NULL), EINVAL);
    fails("readv count", readv(file, parts, 1 << 30), EINVAL);
    fails("getdents", syscall(SYS_getdents64, must(open(".", O_RDONLY)), buffer, 1), EINVAL);
    fails("dup2 to a huge number", dup2(file, 0x7fffffff), EBADF);
    fails("F_DUPFD to a huge number", fcntl(file, F_DUPFD, 0x7fffffff), EINVAL);
    fails("setgroups or no right", syscall(SYS_getgroups, -1, buffer), EINVAL);
    fails("kill", kill(INT_MIN, 0), ESRCH);
    fails("kill, signal", kill(getpid(), INT_MAX), EINVAL);
    fails("wait", waitpid(INT_MIN, NULL, 0), ESRCH);
    fails("socket", socket(-1, -1, -1), EINVAL);
    fails("F_SETPIPE_SZ", fcntl(pipes[0], F_SETPIPE_SZ, -1), EINVAL);
    fails("getrandom, flags", syscall(SYS_getrandom, buffer, 10, -1), EINVAL);
    fails("open, a name without end", ({ char name[5000]; memset(name, 'a', 5000); open(name, O_RDONLY); }), ENAMETOOLONG);
    fails("bind, length", bind(must(socket(AF_UNIX, SOCK_STREAM, 0)), (void *)buffer, -1), EINVAL);
    fails("sendmsg, too many parts", ({
        struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2000};
        sendmsg(must(socket(AF_UNIX, SOCK_DGRAM, 0)), &message, 0);
    }), EMSGSIZE);
    fails("setsockopt, length", setsockopt(must(socket(AF_UNIX, SOCK_STREAM, 0)), SOL_SOCKET, SO_KEEPALIVE, buffer, -1), EINVAL);
    fails("nanosleep", ({ struct timespec t = {HUGE_SIZE, HUGE_SIZE}; nanosleep(&t, NULL); }), EINVAL);
    fails("alarm by setitimer", ({ struct itimerval t = {{0, 0}, {-1, 0}}; setitimer(ITIMER_REAL, &t, NULL); }), EINVAL);
    fails("fallocate", fallocate(file, 0, HUGE_SIZE, HUGE_SIZE), EFBIG);
    fails("clone, bad flags", syscall(SYS_clone, CLONE_THREAD, 0, 0, 0, 0), EINVAL);
    fails("clone, signal handlers without memory", syscall(SYS_clone, CLONE_SIGHAND, 0, 0, 0, 0), EINVAL);
    fails("prlimit", syscall(SYS_prlimit64, 0, 0x7fffffff, 0, 0), EINVAL);
    fails("ioctl", ioctl(file, -1, -1), ENOTTY);
    fails("epoll_create", syscall(SYS_epoll_create, -1), EINVAL);
    fails("splice or copy with a bad descriptor", syscall(SYS_sendfile, -1, -1, 0, HUGE_SIZE), EBADF);
    return finish();
}
