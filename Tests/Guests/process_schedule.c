// Policies and priorities as they are kept.
#include "guest.h"
#include <linux/sched.h>

struct attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period, more;
};

int main(void) {
    struct attributes attributes = {0};
    ok("get", syscall(SYS_sched_getattr, 0, &attributes, 48, 0));
    is("policy", attributes.policy, SCHED_OTHER);
    is("nice", attributes.nice, 0);
    is("size", attributes.size, 48);
    ok("get all", syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0));
    is("with the clamps", attributes.size, 56);
    fails("nowhere", syscall(SYS_sched_getattr, 0, NULL, 48, 0), EINVAL);
    fails("too small", syscall(SYS_sched_getattr, 0, &attributes, 47, 0), EINVAL);
    fails("flags", syscall(SYS_sched_getattr, 0, &attributes, 48, 1), EINVAL);
    fails("nobody", syscall(SYS_sched_getattr, 999999, &attributes, 48, 0), ESRCH);
    fails("negative", syscall(SYS_sched_getattr, -1, &attributes, 48, 0), EINVAL);
    attributes = (struct attributes){.size = 48, .policy = SCHED_BATCH, .nice = 3};
    ok("set", syscall(SYS_sched_setattr, 0, &attributes, 0));
    is("batch", sched_getscheduler(0), SCHED_BATCH);
    is("nice", getpriority(PRIO_PROCESS, 0), 3);
    attributes.policy = 77;
    fails("no policy", syscall(SYS_sched_setattr, 0, &attributes, 0), EINVAL);
    attributes.policy = SCHED_OTHER;
    attributes.priority = 5;
    fails("no priority of its own", syscall(SYS_sched_setattr, 0, &attributes, 0), EINVAL);
    attributes.size = 8;
    fails("short", syscall(SYS_sched_setattr, 0, &attributes, 0), E2BIG);
    yes("told how long", attributes.size >= 48);
    struct sched_param parameter = {0};
    ok("idle", sched_setscheduler(0, SCHED_IDLE, &parameter));
    is("idle", sched_getscheduler(0), SCHED_IDLE);
    ok("back", sched_setscheduler(0, SCHED_OTHER | 0x40000000, &parameter));
    is("with reset", sched_getscheduler(0), SCHED_OTHER | 0x40000000);
    is("not in a child", reap(child({ is("plain", sched_getscheduler(0), SCHED_OTHER); })), 0);
    parameter.sched_priority = 1;
    fails("not for this one", sched_setparam(0, &parameter), EINVAL);
    parameter.sched_priority = 100;
    fails("too high", sched_setscheduler(0, SCHED_FIFO, &parameter), EINVAL);
    parameter.sched_priority = 0;
    fails("no times", sched_setscheduler(0, SCHED_DEADLINE, &parameter), EINVAL);
    cpu_set_t processors;
    fails("nobody's", sched_getaffinity(-1, sizeof processors, &processors), ESRCH);
    is("highest", sched_get_priority_max(SCHED_RR), 99);
    is("lowest", sched_get_priority_min(SCHED_RR), 1);
    is("of others", sched_get_priority_max(SCHED_OTHER), 0);
    is("input and output", syscall(SYS_ioprio_get, 1, 0), 0);
    ok("best effort", syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 3));
    is("kept", syscall(SYS_ioprio_get, 1, 0), 2 << 13 | 3);
    is("inherited", reap(child({ is("same", syscall(SYS_ioprio_get, 1, 0), 2 << 13 | 3); })), 0);
    fails("no such class", syscall(SYS_ioprio_set, 1, 0, 7 << 13), EINVAL);
    fails("no such kind", syscall(SYS_ioprio_get, 9, 0), EINVAL);
    fails("nobody", syscall(SYS_ioprio_get, 1, 999999), ESRCH);
    return finish();
}
