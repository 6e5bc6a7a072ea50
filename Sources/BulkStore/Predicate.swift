public import BulkModel

/// Which records a scan is about, in stored values. A test of an empty cell is false, but for ``FieldTest/isEmpty``; nothing is
/// ever negated as a whole, so no store needs a logic of three values.
public indirect enum Predicate: Hashable, Sendable {
    case constant(Bool)
    case test(FieldPath, FieldTest)
    /// True if all are; of none, true.
    case every([Predicate])
    /// True if one is; of none, false.
    case any([Predicate])
}

/// What a cell is tested for. Text is compared without regard to letter case, as ``CaseFolding`` has it.
public enum FieldTest: Hashable, Sendable {
    case isEmpty
    case isPresent
    case equals(StoredValue)
    case differs(StoredValue)
    case isAmong([StoredValue])
    case isNotAmong([StoredValue])
    /// Integers from one bound to the other, both included; a missing bound is none.
    case isWithin(lower: Int64?, upper: Int64?)
    case isOutside(lower: Int64, upper: Int64)
    case matches(TextMatch, String)
    case matchesNot(TextMatch, String)
}

/// A cell's value in its stored form.
public enum StoredValue: Hashable, Sendable {
    case integer(Int64)
    case text(String)
}

/// How a text is compared with a part of it. The `option` cases look at each of the options that `;` joins.
public enum TextMatch: Int, Hashable, Sendable, CaseIterable {
    case contains, startsWith, endsWith
    /// One of the options contains, starts or ends with the text.
    case optionContains, optionStartsWith, optionEndsWith
    /// The options are the same, in any order.
    case sameOptions
    /// The text as a whole, or one of the options, has a form in which `%` stands for any number of characters, and `\%` for a percent
    /// sign.
    case pattern, optionPattern
}
