// uname, sysinfo, getrandom, personality, scheduling: what the system says of itself.
#include "guest.h"
#include <sys/personality.h>
#include <sys/random.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

int main(void) {
    struct utsname names;
    must(uname(&names));
    text("system", names.sysname, "Linux");
    text("machine", names.machine, "x86_64");
    yes("release is new enough", atoi(names.release) >= 5);
    yes("others", names.nodename[0] && names.version[0]);
    fails("uname to nowhere", uname(wild), EFAULT);
    char host[70];
    must(gethostname(host, sizeof host));
    text("host name", host, names.nodename);

    struct sysinfo info;
    must(sysinfo(&info));
    yes("uptime", info.uptime >= 0 && info.uptime < 100000000);
    yes("memory", info.totalram > 0 && info.freeram <= info.totalram && info.mem_unit >= 1);
    yes("processes", info.procs >= 1);

    unsigned char random[300] = {0};
    is("random bytes", getrandom(random, sizeof random, 0), sizeof random);
    int different = 0;
    for (unsigned i = 1; i < sizeof random; i++) different += random[i] != random[0];
    yes("differ", different > 100);
    is("nonblocking", getrandom(random, 16, GRND_NONBLOCK), 16);
    is("from the other pool", getrandom(random, 16, GRND_RANDOM), 16);
    is("none", getrandom(random, 0, 0), 0);
    fails("unknown flag", getrandom(random, 16, 0x100), EINVAL);
    fails("to nowhere", getrandom(wild, 16, 0), EFAULT);

    is("personality", personality(0xffffffff), 0);
    is("set", personality(ADDR_NO_RANDOMIZE), 0);
    is("get", personality(0xffffffff), ADDR_NO_RANDOMIZE);
    is("inherited", reap(child(_exit(personality(0xffffffff) == ADDR_NO_RANDOMIZE))), 1);

    cpu_set_t set;
    CPU_ZERO(&set);
    must(sched_getaffinity(0, sizeof set, &set));
    int count = CPU_COUNT(&set);
    yes("at least one processor", count >= 1);
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof set, &set);
    yes("the raw call says how many bytes", bytes >= 8 && bytes % 8 == 0);
    fails("too small", syscall(SYS_sched_getaffinity, 0, 1, &set), EINVAL);
    fails("nobody", sched_getaffinity(4000000, sizeof set, &set), ESRCH);
    int first = 0;
    while (!CPU_ISSET(first, &set)) first++;
    CPU_ZERO(&set);
    CPU_SET(first, &set);
    ok("one only", sched_setaffinity(0, sizeof set, &set));
    must(sched_getaffinity(0, sizeof set, &set));
    is("kept", CPU_COUNT(&set), 1);
    is("running there", sched_getcpu(), first);
    is("inherited", reap(child({
        must(sched_getaffinity(0, sizeof set, &set));
        _exit(CPU_COUNT(&set));
    })), 1);
    CPU_ZERO(&set);
    fails("none at all", sched_setaffinity(0, sizeof set, &set), EINVAL);
    yes("processors configured", sysconf(_SC_NPROCESSORS_ONLN) >= 1);

    is("policy", sched_getscheduler(0), SCHED_OTHER);
    struct sched_param parameter;
    ok("parameter", sched_getparam(0, &parameter));
    is("it", parameter.sched_priority, 0);
    is("priorities", sched_get_priority_max(SCHED_FIFO), 99);
    is("priorities", sched_get_priority_min(SCHED_RR), 1);
    fails("unknown policy", sched_get_priority_max(77), EINVAL);
    parameter.sched_priority = 5;
    fails("an ordinary process has none", sched_setscheduler(0, SCHED_OTHER, &parameter), EINVAL);
    parameter.sched_priority = 0;
    ok("batch", sched_setscheduler(0, SCHED_BATCH, &parameter));
    is("kept", sched_getscheduler(0), SCHED_BATCH);
    is("inherited", reap(child(_exit(sched_getscheduler(0)))), SCHED_BATCH);
    struct timespec slice;
    ok("slice", sched_rr_get_interval(0, &slice));
    ok("yield", sched_yield());
    // Whoever started it may have made it nice already.
    int nice = getpriority(PRIO_PROCESS, 0), nicer = nice < 12 ? nice + 7 : 19;
    is("raw priority", syscall(SYS_getpriority, PRIO_PROCESS, 0), 20 - nice);
    ok("lower", setpriority(PRIO_PROCESS, 0, nicer));
    is("kept", getpriority(PRIO_PROCESS, 0), nicer);
    is("inherited", reap(child(_exit(getpriority(PRIO_PROCESS, 0)))), nicer);
    ok("beyond the end", setpriority(PRIO_PROCESS, 0, 100));
    is("is the end", getpriority(PRIO_PROCESS, 0), 19);
    fails("unknown kind", getpriority(9, 0), EINVAL);
    fails("nobody", getpriority(PRIO_PROCESS, 4000000), ESRCH);
    return finish();
}
