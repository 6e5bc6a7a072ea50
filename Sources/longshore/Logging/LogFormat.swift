/// How log lines look.
enum LogFormat: String, CaseIterable {
    /// For people: `2026-03-01T10:00:00.000Z info job ended job=… state=COMPLETED`.
    case text
    /// For programs: one JSON object a line.
    case json
}
