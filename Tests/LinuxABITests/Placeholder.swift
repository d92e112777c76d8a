import Testing

@testable import LinuxABI
