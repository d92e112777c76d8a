// execve: what can be executed, and every refusal.
#include "guest.h"

static void copy_self(const char *to, mode_t mode) {
    int from = must(open("/proc/self/exe", O_RDONLY));
    int file = must(open(to, O_WRONLY | O_CREAT | O_TRUNC, 0700));
    char block[65536];
    ssize_t count;
    while ((count = read(from, block, sizeof block)) > 0) must(write(file, block, count));
    must(fchmod(file, mode));
    close(from);
    close(file);
}

static int try(const char *path) {
    char *arguments[] = {"zero", "one", NULL};
    char *environment[] = {"A=b", NULL};
    pid_t pid = fork();
    if (pid == 0) {
        execve(path, arguments, environment);
        _exit(errno);
    }
    return reap(pid);
}

static char *big[40000];

int main(int argc, char **argv, char **environment) {
    if (argc > 1) {
        for (int i = 0; i < argc; i++) out("  argument %d: %s\n", i, argv[i]);
        for (int i = 0; environment[i]; i++) out("  environment: %s\n", environment[i]);
        return 200;
    }
    copy_self("prog", 0755);
    is("a program", try("./prog"), 200);
    make_file("script", "#! ./prog  with blanks \nignored\n", 0755);
    is("a script", try("./script"), 200);
    make_file("plain", "#!./prog\n", 0755);
    is("a script without argument", try("./plain"), 200);
    make_file("noend", "#!./prog tail", 0755);
    is("a script without newline", try("./noend"), 200);
    make_file("nested", "#!./script nested\n", 0755);
    is("a script run by a script", try("./nested"), 200);
    make_file("loop", "#!./loop\n", 0755);
    is("a script run by itself", try("./loop"), ELOOP);
    make_file("lost", "#!./nowhere\n", 0755);
    is("interpreter missing", try("./lost"), ENOENT);
    make_file("bare", "#!\n", 0755);
    is("no interpreter named", try("./bare"), ENOEXEC);
    make_file("garbage", "hello, world\n", 0755);
    is("not a program", try("./garbage"), ENOEXEC);
    make_file("empty", "", 0755);
    is("empty", try("./empty"), ENOEXEC);
    make_file("short", "\177ELF", 0755);
    is("a header cut short", try("./short"), ENOEXEC);
    copy_self("readable", 0644);
    is("not executable", try("./readable"), EACCES);
    must(mkdir("dir", 0755));
    is("a directory", try("./dir"), EACCES);
    is("missing", try("./missing"), ENOENT);
    is("empty name", try(""), ENOENT);
    is("below a file", try("./prog/x"), ENOTDIR);
    is("trailing slash", try("./prog/"), ENOTDIR);
    must(symlink("self", "self"));
    is("symlink loop", try("self"), ELOOP);
    must(symlink("prog", "link"));
    is("through a symlink", try("./link"), 200);
    char name[400];
    memset(name, 'n', sizeof name);
    name[300] = 0;
    is("name too long", try(name), ENAMETOOLONG);
    must(mkfifo("fifo", 0777));
    is("a fifo", try("./fifo"), EACCES);

    int writer = must(open("prog", O_WRONLY));
    is("open for writing", try("./prog"), ETXTBSY);
    close(writer);
    fails("writing what runs", open("/proc/self/exe", O_WRONLY), ETXTBSY);

    fails("wild path", execve(wild, argv, environment), EFAULT);
    fails("wild arguments", execve("./prog", wild, environment), EFAULT);
    char *bad[] = {"x", wild, NULL};
    fails("wild argument", execve("./prog", bad, environment), EFAULT);
    char *word = malloc(200000);
    memset(word, 'w', 199999);
    word[199999] = 0;
    char *one[] = {"x", word, NULL};
    fails("one word too long", execve("./prog", one, environment), E2BIG);
    word[100000] = 0;
    for (int i = 0; i < 100; i++) big[i] = word;
    fails("too long in all", execve("./prog", big, environment), E2BIG);

    int descriptor = must(open("prog", O_PATH | O_CLOEXEC));
    is("execveat, O_PATH descriptor", reap(child({
        char *arguments[] = {"zero", "by descriptor", NULL};
        char *nothing[] = {NULL};
        syscall(SYS_execveat, descriptor, "", arguments, nothing, AT_EMPTY_PATH);
        _exit(errno);
    })), 200);
    int directory = must(open(".", O_RDONLY | O_DIRECTORY));
    is("execveat, directory", reap(child({
        char *arguments[] = {"zero", "by name", NULL};
        syscall(SYS_execveat, directory, "prog", arguments, NULL, 0);
        _exit(errno);
    })), 200);
    fails("execveat, symlink refused",
          syscall(SYS_execveat, directory, "link", argv, environment, AT_SYMLINK_NOFOLLOW), ELOOP);
    fails("execveat, unknown flag",
          syscall(SYS_execveat, directory, "prog", argv, environment, 0x4), EINVAL);
    fails("execveat, bad descriptor",
          syscall(SYS_execveat, 99, "prog", argv, environment, 0), EBADF);
    is("a script in a directory is named by both", reap(child({
        char *arguments[] = {"zero", NULL};
        char *nothing[] = {NULL};
        must(dup2(directory, 60));
        syscall(SYS_execveat, 60, "plain", arguments, nothing, 0);
        _exit(errno);
    })), 200);
    must(fcntl(directory, F_SETFD, FD_CLOEXEC));
    fails("which its interpreter must be able to open",
          syscall(SYS_execveat, directory, "plain", argv, environment, 0), ENOENT);
    int script = must(open("script", O_RDONLY));
    is("a script by descriptor", reap(child({
        char *arguments[] = {"zero", NULL};
        char *nothing[] = {NULL};
        close(200);
        must(dup2(script, 50));
        syscall(SYS_execveat, 50, "", arguments, nothing, AT_EMPTY_PATH);
        _exit(errno);
    })), 200);
    return finish();
}
