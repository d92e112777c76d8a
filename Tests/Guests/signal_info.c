// What SA_SIGINFO tells: who sent it and why, and for faults where.
#include "guest.h"
#include <setjmp.h>

static siginfo_t got;
static sigjmp_buf back;
static void keep(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    got = *info;
}
static void keep_and_jump(int number, siginfo_t *info, void *context) {
    keep(number, info, context);
    siglongjmp(back, 1);
}
static void catch(int number, void (*handler)(int, siginfo_t *, void *)) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    must(sigaction(number, &action, NULL));
    memset(&got, 0, sizeof got);
}
#define fault(number, ...)                                     \
    do {                                                       \
        catch(number, keep_and_jump);                          \
        if (sigsetjmp(back, 1) == 0) { __VA_ARGS__; }          \
        is("si_signo", got.si_signo, number);                  \
    } while (0)

int main(void) {
    catch(SIGUSR1, keep);
    kill(getpid(), SIGUSR1);
    is("kill", got.si_code, SI_USER);
    is("si_signo", got.si_signo, SIGUSR1);
    is("si_pid", got.si_pid, getpid());
    is("si_uid", got.si_uid, getuid());
    catch(SIGUSR1, keep);
    raise(SIGUSR1);
    is("raise", got.si_code, SI_TKILL);
    is("si_pid", got.si_pid, getpid());
    catch(SIGUSR1, keep);
    pid_t pid = child(must(kill(getppid(), SIGUSR1)));
    is("from a child", reap(pid), 0);
    is("si_pid", got.si_pid, pid);
    catch(SIGUSR1, keep);
    ok("sigqueue", sigqueue(getpid(), SIGUSR1, (union sigval){.sival_ptr = (void *)0x123456789abcL}));
    is("si_code", got.si_code, SI_QUEUE);
    is("si_value", got.si_value.sival_ptr, 0x123456789abcL);
    is("si_pid", got.si_pid, getpid());

    catch(SIGCHLD, keep);
    pid = child(_exit(12));
    is("a child exits", reap(pid), 12);
    is("si_code", got.si_code, CLD_EXITED);
    is("si_status", got.si_status, 12);
    is("si_pid", got.si_pid, pid);
    catch(SIGCHLD, keep);
    pid = child(raise(SIGKILL));
    is("a child is killed", reap(pid), 1000 + SIGKILL);
    is("si_code", got.si_code, CLD_KILLED);
    is("si_status", got.si_status, SIGKILL);
    catch(SIGCHLD, keep);
    pid = child({ raise(SIGSTOP); });
    is("a child stops", reap_with(pid, WUNTRACED), 2000 + SIGSTOP);
    is("si_code", got.si_code, CLD_STOPPED);
    is("si_status", got.si_status, SIGSTOP);
    catch(SIGCHLD, keep);
    kill(pid, SIGCONT);
    is("and goes on", reap(pid), 0);
    signal(SIGCHLD, SIG_DFL);

    catch(SIGALRM, keep);
    struct itimerval timer = {{0, 0}, {0, 1000}};
    setitimer(ITIMER_REAL, &timer, NULL);
    pause();
    is("a timer", got.si_code, SI_KERNEL);
    catch(SIGPIPE, keep);
    int pipes[2];
    must(pipe(pipes));
    close(pipes[0]);
    write(pipes[1], "", 1);
    is("SIGPIPE", got.si_code, SI_USER);

    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    fault(SIGSEGV, *(volatile char *)(page + 5) = 1);
    is("writing what is read-only", got.si_code, SEGV_ACCERR);
    is("si_addr", got.si_addr, page + 5);
    munmap(page, 4096);
    fault(SIGSEGV, *(volatile char *)(page + 7));
    is("reading what is not there", got.si_code, SEGV_MAPERR);
    is("si_addr", got.si_addr, page + 7);
    fault(SIGSEGV, ((void (*)(void))page)());
    is("jumping there", got.si_addr, page);
    fault(SIGSEGV, *(volatile char *)0x8000000000000000);
    is("an impossible address", got.si_code, SI_KERNEL);
    make_file("f", "x", 0600);
    int file = must(open("f", O_RDWR));
    page = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, file, 0);
    fault(SIGBUS, *(volatile char *)(page + 4096));
    is("behind the end of a file", got.si_code, BUS_ADRERR);
    is("si_addr", got.si_addr, page + 4096);
    fault(SIGFPE, __asm__ volatile("xor %%edx,%%edx; mov $1,%%eax; xor %%ecx,%%ecx; div %%ecx" ::: "eax", "ecx", "edx"));
    is("division by zero", got.si_code, FPE_INTDIV);
    fault(SIGILL, __asm__ volatile("ud2"));
    is("no such instruction", got.si_code, ILL_ILLOPN);
    fault(SIGTRAP, __asm__ volatile("int3"));
    is("breakpoint", got.si_code, SI_KERNEL);
    fault(SIGSEGV, __asm__ volatile("hlt"));
    is("not allowed", got.si_code, SI_KERNEL);

    is("a blocked fault ends the process", reap(child({
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGSEGV);
        sigprocmask(SIG_BLOCK, &set, NULL);
        *(volatile char *)wild = 1;
    })), 1000 + SIGSEGV);
    is("an ignored one, too", reap(child({
        signal(SIGSEGV, SIG_IGN);
        *(volatile char *)wild = 1;
    })), 1000 + SIGSEGV);
    return finish();
}
