/// What `reboot(2)` is asked to do.
public enum RebootCommand: UInt32, CaseIterable, Sendable {
  /// The corresponding C constant is `LINUX_REBOOT_CMD_RESTART`.
  case restart = 0x1234567
  /// The corresponding C constant is `LINUX_REBOOT_CMD_HALT`.
  case halt = 0xcdef0123
  /// The corresponding C constant is `LINUX_REBOOT_CMD_CAD_ON`.
  case enableControlAltDelete = 0x89abcdef
  /// The corresponding C constant is `LINUX_REBOOT_CMD_CAD_OFF`.
  case disableControlAltDelete = 0x0
  /// The corresponding C constant is `LINUX_REBOOT_CMD_POWER_OFF`.
  case powerOff = 0x4321fedc
  /// The corresponding C constant is `LINUX_REBOOT_CMD_RESTART2`.
  case restartWithCommand = 0xa1b2c3d4
  /// The corresponding C constant is `LINUX_REBOOT_CMD_SW_SUSPEND`.
  case suspend = 0xd000fce2
  /// The corresponding C constant is `LINUX_REBOOT_CMD_KEXEC`.
  case execute = 0x45584543
}

/// The numbers that show that `reboot(2)` is meant.
public enum RebootMagic {
  /// The first argument. The corresponding C constant is `LINUX_REBOOT_MAGIC1`.
  public static let first: UInt32 = 0xfee1_dead
  /// Any of these is the second argument. The C constants are `LINUX_REBOOT_MAGIC2` and so on.
  public static let second: [UInt32] = [672_274_793, 85_072_278, 369_367_448, 537_993_216]
}
