import Glibc

/// The environment of this process. Not to be changed while other threads read it, so nothing
/// here changes it.
public enum HostEnvironment {
  /// The value of a variable.
  public static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// All variables as `NAME=value`.
  public static var all: [String] {
    var result: [String] = []
    var cursor = environ
    while let entry = cursor.pointee {
      result.append(String(cString: entry))
      cursor += 1
    }
    return result
  }
}
