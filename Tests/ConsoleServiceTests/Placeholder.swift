import Testing

@testable import ConsoleService
