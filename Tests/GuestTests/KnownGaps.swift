/// The programs whose checks do not all hold in a guest yet. This list only ever gets shorter.
enum KnownGaps {
  private static let reasons: [String: String] = [:]

  /// Why a program may fail; nil where it may not.
  static func reason(_ program: GuestProgram) -> String? { reasons[program.name] }
}
