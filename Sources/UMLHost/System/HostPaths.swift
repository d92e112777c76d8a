import Glibc

/// Where this user's files belong, by the XDG base directory specification.
public enum HostPaths {
  /// The home directory: `HOME`, else the user database, else `/`.
  public static var home: String {
    if let home = HostEnvironment["HOME"], home.hasPrefix("/") { return home }
    return userDatabaseHome ?? "/"
  }

  /// For what can be made again. `XDG_CACHE_HOME`.
  public static var cache: String { directory("XDG_CACHE_HOME", else: "\(home)/.cache") }

  /// For temporary files. `TMPDIR`, else `/tmp`.
  public static var temporary: String { directory("TMPDIR", else: "/tmp") }

  private static func directory(_ variable: String, else fallback: String) -> String {
    // The specification: relative paths are to be ignored.
    guard let path = HostEnvironment[variable], path.hasPrefix("/") else { return fallback }
    return path
  }

  private static var userDatabaseHome: String? {
    var record = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16 << 10)
    guard getpwuid_r(getuid(), &record, &buffer, buffer.count, &found) == 0, found != nil,
      let home = record.pw_dir
    else { return nil }
    return String(cString: home)
  }
}
