extension ByteCursor {
    private static let months: [StaticString] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]
    private static let shortMonths: [StaticString] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let shortWeekdays: [StaticString] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// From 1.
    mutating func monthName() -> Int? {
        takeAny(of: Self.months).map { $0 + 1 }
    }

    /// From 1.
    mutating func shortMonthName() -> Int? {
        takeAny(of: Self.shortMonths).map { $0 + 1 }
    }

    mutating func takeShortWeekdayName() -> Bool {
        takeAny(of: Self.shortWeekdays) != nil
    }

    /// English names in any case; none begins like another.
    private mutating func takeAny(of names: [StaticString]) -> Int? {
        for index in names.indices where takeAnyCase(names[index]) { return index }
        return nil
    }
}
