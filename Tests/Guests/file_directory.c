// Reading directories: no entry is lost or repeated, also while entries go.
#include "guest.h"

struct entry { uint64_t inode; int64_t next; uint16_t length; uint8_t type; char name[]; };
static long list(int fd, void *buffer, size_t size) { return syscall(SYS_getdents64, fd, buffer, size); }

int main(void) {
    must(mkdir("d", 0755));
    char name[40], buffer[4096];
    struct stat status;
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "d/%d", i);
        make_file(name, "", 0600);
    }
    must(mkdir("d/sub", 0700));
    must(symlink("x", "d/link"));
    must(mkfifo("d/fifo", 0600));
    int fd = must(open("d", O_RDONLY | O_DIRECTORY));

    // Once through, in small pieces.
    int seen[300] = {0}, others = 0, wrong = 0, calls = 0;
    for (long count; (count = list(fd, buffer, 600)) > 0; calls++)
        for (long at = 0; at < count;) {
            struct entry *entry = (void *)(buffer + at);
            wrong += entry->length % 8 != 0 || entry->inode == 0;
            if (entry->name[0] >= '0' && entry->name[0] <= '9') {
                seen[atoi(entry->name)]++;
                wrong += entry->type != DT_REG && entry->type != DT_UNKNOWN;
            } else {
                others++;
                unsigned char kind = entry->name[0] == 'l' ? DT_LNK : entry->name[0] == 'f' ? DT_FIFO : DT_DIR;
                wrong += entry->type != kind && entry->type != DT_UNKNOWN;
            }
            at += entry->length;
        }
    int once = 0;
    for (int i = 0; i < 300; i++) once += seen[i] == 1;
    is("each once", once, 300);
    is("with ., .., and three more", others, 5);
    is("records are right", wrong, 0);
    yes("in several calls", calls > 5);
    is("at the end", list(fd, buffer, sizeof buffer), 0);
    lseek(fd, 0, SEEK_SET);
    yes("from the start again", list(fd, buffer, sizeof buffer) > 0);
    lseek(fd, 0, SEEK_SET);
    fails("no room for one", list(fd, buffer, 10), EINVAL);
    fails("to nowhere", list(fd, wild, 4096), EFAULT);
    fails("not a directory", list(must(open("d/1", O_RDONLY)), buffer, 4096), ENOTDIR);

    // A place that was remembered is found again.
    DIR *directory = fdopendir(must(dup(fd)));
    rewinddir(directory);
    for (int i = 0; i < 100; i++) readdir(directory);
    long place = telldir(directory);
    char after[300];
    strcpy(after, readdir(directory)->d_name);
    for (int i = 0; i < 50; i++) readdir(directory);
    seekdir(directory, place);
    text("telldir and seekdir", readdir(directory)->d_name, after);

    // Removing what was read does not skip what was not.
    rewinddir(directory);
    int removed = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] < '0' || entry->d_name[0] > '9') continue;
        snprintf(name, sizeof name, "d/%.20s", entry->d_name);
        must(unlink(name));
        removed++;
    }
    is("all removed while reading", removed, 300);
    rewinddir(directory);
    int left = 0;
    while (readdir(directory)) left++;
    is("five are left", left, 5);
    closedir(directory);

    must(stat("d", &status));
    yes("links of a directory, where counted", status.st_nlink == 3 || status.st_nlink == 1 || status.st_nlink == 2);
    fails("rmdir, not empty", rmdir("d"), ENOTEMPTY);
    must(unlink("d/link"));
    must(unlink("d/fifo"));
    must(rmdir("d/sub"));
    must(chdir("d"));
    ok("rmdir of the working directory", rmdir("../d"));
    fails("getcwd", syscall(SYS_getcwd, buffer, sizeof buffer), ENOENT);
    fails("a new file", open("x", O_CREAT | O_RDWR, 0600), ENOENT);
    lseek(fd, 0, SEEK_SET);
    long rest = list(fd, buffer, sizeof buffer);
    yes("listing what was removed", rest == 0 || (rest == -1 && errno == ENOENT));
    is("chdir away", chdir("/"), 0);
    return finish();
}
