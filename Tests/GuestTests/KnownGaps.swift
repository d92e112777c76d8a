/// The programs whose checks do not all hold in a guest yet. This list only ever gets shorter.
enum KnownGaps {
  private static let anywhere: [String: String] = [:]

  private static let onHostFileSystem: [String: String] = [:]

  /// Why a program may fail; nil where it may not.
  static func reason(_ program: GuestProgram, directory: String) -> String? {
    if let reason = anywhere[program.name] { return reason }
    return directory == "/work" ? onHostFileSystem[program.name] : nil
  }
}
