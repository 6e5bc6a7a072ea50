import ArgumentParser

extension CompletionKind {
    /// The values there are.
    static func cases<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> CompletionKind where Choice.RawValue == String {
        .list(type.allCases.map(\.rawValue))
    }
}
