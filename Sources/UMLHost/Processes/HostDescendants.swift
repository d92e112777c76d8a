import CHost
import Glibc
public import LinuxABI

/// The processes that came of this one, however they try to get away from it.
public enum HostDescendants {
  /// From now on a descendant whose parent ends becomes a child of this process, instead of one
  /// of the host's first. See PR_SET_CHILD_SUBREAPER in prctl(2).
  public static func adoptOrphans() throws(Errno) {
    _ = try shimCall { chost_adopt_orphans() }
  }

  /// Kills and reaps all descendants, those too that are started meanwhile. Needs
  /// ``adoptOrphans()``. Blocks until the last has ended.
  public static func killAll() {
    var pause: useconds_t = 1000
    while true {
      let living = list()
      for process in living { kill(process, SIGKILL) }
      reap()
      if living.isEmpty { return }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  /// All that have not ended yet.
  static func list() -> [Int32] {
    var children: [Int32: [Int32]] = [:]
    for process in HostProcessTable.all {
      guard let status = HostProcessTable.status(of: process), !status.hasEnded else { continue }
      children[status.parent, default: []].append(process)
    }
    var found: [Int32] = []
    var rest = children[getpid()] ?? []
    while let process = rest.popLast() {
      found.append(process)
      rest += children[process] ?? []
    }
    return found
  }

  /// Children that nobody waits for: orphans.
  private static func reap() {
    for process in HostProcessTable.all {
      guard let status = HostProcessTable.status(of: process), status.hasEnded,
        status.parent == getpid()
      else { continue }
      waitpid(process, nil, WNOHANG | Int32(bitPattern: UInt32(__WALL)))
    }
  }
}
