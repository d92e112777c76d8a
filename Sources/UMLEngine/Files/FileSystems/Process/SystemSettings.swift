import LinuxABI
import UMLHost

/// /proc/sys: the machine's settings. Those nothing depends on keep what was written.
final class SystemSettings {
  private var values: [String: String] = [:]

  /// What was kept.
  func text(_ path: String) -> String {
    values[path] ?? Self.kept.first { $0.path == path }?.value ?? ""
  }

  /// A number that was kept; one of several on the line.
  func number(_ path: String, word index: Int = 0) -> UInt64 {
    let words = text(path).split(whereSeparator: \.isWhitespace)
    return words.indices.contains(index) ? UInt64(words[index]) ?? 0 : 0
  }

  /// Settings with a value of their own; writable by root.
  private static let kept: [(path: String, value: String)] = [
    ("fs/nr_open", "1048576"),
    ("fs/pipe-max-size", "1048576"), ("fs/pipe-user-pages-hard", "0"),
    ("fs/pipe-user-pages-soft", "16384"), ("fs/protected_hardlinks", "1"),
    ("fs/protected_symlinks", "1"), ("fs/protected_fifos", "1"), ("fs/protected_regular", "2"),
    ("fs/suid_dumpable", "0"), ("fs/lease-break-time", "45"), ("fs/aio-max-nr", "65536"),
    ("fs/inotify/max_user_watches", "8192"), ("fs/inotify/max_user_instances", "128"),
    ("fs/inotify/max_queued_events", "16384"), ("fs/mqueue/msg_max", "10"),
    ("fs/mqueue/msg_default", "10"), ("fs/mqueue/msgsize_max", "8192"),
    ("fs/mqueue/msgsize_default", "8192"), ("fs/mqueue/queues_max", "256"),
    ("fs/overflowuid", "65534"), ("fs/overflowgid", "65534"), ("fs/aio-nr", "0"),
    ("fs/epoll/max_user_watches", "100000"), ("fs/mount-max", "\(MountTable.limit)"),
    ("kernel/core_pattern", "core"), ("kernel/core_uses_pid", "0"), ("kernel/tainted", "0"),
    ("kernel/panic", "0"), ("kernel/panic_on_oops", "0"), ("kernel/sysrq", "1"),
    ("kernel/dmesg_restrict", "0"), ("kernel/kptr_restrict", "0"),
    ("kernel/perf_event_paranoid", "3"), ("kernel/randomize_va_space", "2"),
    ("kernel/overflowuid", "65534"), ("kernel/overflowgid", "65534"),
    ("kernel/shmmax", "18446744073692774399"), ("kernel/shmall", "18446744073692774399"),
    ("kernel/shmmni", "4096"), ("kernel/msgmax", "8192"), ("kernel/msgmnb", "16384"),
    ("kernel/msgmni", "32000"), ("kernel/sem", "32000\t1024000000\t500\t32000"),
    ("kernel/sched_rt_period_us", "1000000"), ("kernel/sched_rt_runtime_us", "950000"),
    ("kernel/sched_rr_timeslice_ms", "100"), ("kernel/auto_msgmni", "0"),
    ("kernel/shm_rmid_forced", "0"), ("kernel/core_pipe_limit", "0"),
    ("kernel/hung_task_timeout_secs", "120"), ("kernel/sched_child_runs_first", "0"),
    ("kernel/modprobe", "/sbin/modprobe"),
    ("kernel/hotplug", ""), ("kernel/poweroff_cmd", "/sbin/poweroff"),
    ("kernel/ctrl-alt-del", "0"), ("kernel/unprivileged_userns_clone", "0"),
    ("vm/overcommit_memory", "0"), ("vm/overcommit_ratio", "50"), ("vm/swappiness", "60"),
    ("vm/max_map_count", "65530"), ("vm/min_free_kbytes", "1024"), ("vm/mmap_min_addr", "65536"),
    ("vm/drop_caches", "0"), ("vm/dirty_ratio", "20"), ("vm/dirty_background_ratio", "10"),
    ("vm/dirty_expire_centisecs", "3000"), ("vm/dirty_writeback_centisecs", "500"),
    ("vm/panic_on_oom", "0"), ("vm/oom_kill_allocating_task", "0"),
    ("vm/nr_hugepages", "0"), ("vm/overcommit_kbytes", "0"), ("vm/dirty_bytes", "0"),
    ("vm/dirty_background_bytes", "0"), ("vm/page-cluster", "3"),
    ("vm/user_reserve_kbytes", "0"), ("vm/admin_reserve_kbytes", "0"),
    ("vm/vfs_cache_pressure", "100"), ("vm/legacy_va_layout", "0"),
    ("net/core/somaxconn", "4096"), ("net/core/rmem_default", "212992"),
    ("net/core/rmem_max", "212992"), ("net/core/wmem_default", "212992"),
    ("net/core/wmem_max", "212992"), ("net/unix/max_dgram_qlen", "10"),
  ]

  func add(to system: ProcessFileSystem) {
    for (path, value) in Self.kept { addKept(path, value, to: system) }
    let kernel = system.kernel
    func constant(_ path: String, _ text: @escaping () -> String) {
      system.add("sys/\(path)") { () throws(Errno) in Array("\(text())\n".utf8) }
    }
    constant("kernel/ostype") { KernelIdentity.systemName }
    constant("kernel/osrelease") { KernelIdentity.release }
    constant("kernel/version") { KernelIdentity.version }
    constant("kernel/arch") { KernelIdentity.machine }
    constant("kernel/pid_max") { "\(ProcessTable.maximumPID)" }
    constant("kernel/threads-max") { [unowned kernel] in "\(kernel.configuration.taskLimit)" }
    constant("kernel/ngroups_max") { "65536" }
    constant("kernel/cap_last_cap") { "\(Capability.allCases.count - 1)" }
    constant("kernel/random/entropy_avail") { "256" }
    constant("kernel/random/poolsize") { "256" }
    let bootIdentity = Self.randomIdentity()
    constant("kernel/random/boot_id") { bootIdentity }
    constant("kernel/random/uuid") { Self.randomIdentity() }
    constant("fs/file-max") { [unowned kernel] in "\(kernel.files.openFileLimit)" }
    constant("fs/file-nr") { [unowned kernel] in
      "\(kernel.processes.all.reduce(0) { $0 + ($1.mainTask?.files.all.count ?? 0) })\t0\t"
        + "\(kernel.files.openFileLimit)"
    }
    constant("fs/inode-nr") { "1024\t0" }
    constant("fs/dentry-state") { "1024\t0\t45\t0\t0\t0" }
    addNames(to: system)
    addLogLevels(to: system)
  }

  private func addKept(_ path: String, _ value: String, to system: ProcessFileSystem) {
    system.add(
      "sys/\(path)", permissions: 0o644,
      store: { [unowned self] (bytes) throws(Errno) in
        // Words are kept; numbers have to stay numbers.
        let text = Self.line(bytes)
        if Int64(value) != nil || UInt64(value) != nil, Int64(text) == nil, UInt64(text) == nil {
          throw .invalidArgument
        }
        values[path] = text
      }
    ) { [unowned self] () throws(Errno) in Array("\(values[path] ?? value)\n".utf8) }
  }

  private func addNames(to system: ProcessFileSystem) {
    let kernel = system.kernel
    system.add(
      "sys/kernel/hostname", permissions: 0o644,
      store: { [unowned kernel] (bytes) throws(Errno) in
        kernel.hostname = Array(Self.line(bytes).utf8.prefix(64))
      }
    ) { [unowned kernel] () throws(Errno) in kernel.hostname + [UInt8(ascii: "\n")] }
    system.add(
      "sys/kernel/domainname", permissions: 0o644,
      store: { [unowned kernel] (bytes) throws(Errno) in
        kernel.domainName = Array(Self.line(bytes).utf8.prefix(64))
      }
    ) { [unowned kernel] () throws(Errno) in kernel.domainName + [UInt8(ascii: "\n")] }
  }

  private func addLogLevels(to system: ProcessFileSystem) {
    let log = system.kernel.log
    system.add(
      "sys/kernel/printk", permissions: 0o644,
      store: { (bytes) throws(Errno) in
        let first = Self.line(bytes).split(whereSeparator: \.isWhitespace).first
        guard let first, let level = Int(first) else { throw .invalidArgument }
        log.consoleLevel = level
      }
    ) { () throws(Errno) in Array("\(log.consoleLevel)\t4\t1\t7\n".utf8) }
  }

  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != 0 }, as: UTF8.self)
  }

  /// A random UUID, version 4. See RFC 9562, 5.4.
  private static func randomIdentity() -> String {
    var bytes = (try? HostSystem.randomBytes(16)) ?? [UInt8](repeating: 0, count: 16)
    bytes[6] = bytes[6] & 0x0f | 0x40
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = bytes.map { hexadecimal(UInt64($0), 2) }
    let groups = [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]]
    return groups.map { $0.joined() }.joined(separator: "-")
  }
}
