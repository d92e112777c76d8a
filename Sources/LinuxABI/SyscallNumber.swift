/// The x86-64 system call numbers.
public enum SyscallNumber {
  /// The kernel's name of a number, such as `exit_group`; `syscall_999` when it has none.
  public static func name(of number: Int) -> String {
    names[number] ?? "syscall_\(number)"
  }

  /// One above the highest number that has a name.
  public static let count = (names.keys.max() ?? 0) + 1
}
