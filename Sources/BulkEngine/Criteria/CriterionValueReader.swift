import BulkFormats
import BulkModel
import BulkStore

/// Reads the values of a criterion as the field's type has them and makes the predicate. (section 4.4, rows 12 to 14)
struct CriterionValueReader {
    let compiler: CriterionCompiler
    let criterion: Criterion
    let family: CriterionFamily
    let sent: JSONValue

    func predicate(over path: FieldPath, _ values: [JSONValue]) throws -> Predicate {
        // `${EMPTY}` is no value of a boolean field, so it is read there like any other text.
        let present = family == .boolean ? values : values.filter { $0 != .string(Criterion.empty) }
        let asksForEmpty = present.count < values.count
        let builder = PredicateBuilder(path: path, complementMatchesEmpty: compiler.quirks[.complementMatchesEmpty])
        switch criterion.comparator {
        case .equal, .isIn:
            return builder.isOneOf(try alternatives(present), orEmpty: asksForEmpty)
        case .notEqual, .notIn:
            return builder.isNoneOf(try alternatives(present), norEmpty: asksForEmpty)
        case .contains, .startsWith, .endsWith:
            return .test(path, .matches(textMatch, try text(present[0])))
        case .notContains:
            return builder.orEmpty(.test(path, .matchesNot(textMatch, try text(present[0]))))
        case .lessThan, .lessEqual, .greaterThan, .greaterEqual:
            return try ordering(try span(present[0]), over: path)
        case .between:
            return .test(path, .isWithin(lower: try span(present[0]).least, upper: try span(present[1]).upper))
        case .notBetween:
            return .test(path, .isOutside(lower: try span(present[0]).least, upper: try span(present[1]).upper))
        }
    }

    private var textMatch: TextMatch {
        let isOptions = family == .options
        return switch criterion.comparator {
        case .startsWith: isOptions ? .optionStartsWith : .startsWith
        case .endsWith: isOptions ? .optionEndsWith : .endsWith
        default: isOptions ? .optionContains : .contains
        }
    }

    /// What a cell may equal, one alternative for each value.
    private func alternatives(_ values: [JSONValue]) throws -> [PredicateBuilder.Alternative] {
        try values.flatMap { value -> [PredicateBuilder.Alternative] in
            switch family {
            case .text: return [.value(.text(try text(value)))]
            case .options: return [.options(try text(value))]
            case .boolean: return [.value(.integer(try truth(value)))]
            case .reference(let isUser): return try references(value, isUser: isUser).map { .value(.integer($0)) }
            case .number(let scale):
                let bound = try number(value, scale: scale)
                return bound.isExact ? [.value(.integer(bound.floor))] : []
            case .date, .dateTime:
                let span = try span(value)
                return [span.lower == span.upper ? .value(.integer(span.lower)) : .span(span.lower, span.upper)]
            }
        }
    }

    private func ordering(_ span: Span, over path: FieldPath) throws -> Predicate {
        switch criterion.comparator {
        case .lessThan: .test(path, .isWithin(lower: nil, upper: span.isExact ? span.lower.previous : span.lower))
        case .lessEqual: .test(path, .isWithin(lower: nil, upper: span.upper))
        case .greaterThan: .test(path, .isWithin(lower: span.upper.next, upper: nil))
        default: .test(path, .isWithin(lower: span.least, upper: nil))
        }
    }

    /// The stored values that a value means: one, or those of a whole day. Not exact where the value lies above `lower`.
    private struct Span {
        var lower: Int64
        var upper: Int64
        var isExact = true

        /// The smallest stored value that isn't below the value.
        var least: Int64 { isExact ? lower : lower.next }
    }

    private func span(_ value: JSONValue) throws -> Span {
        switch family {
        case .number(let scale):
            let bound = try number(value, scale: scale)
            return Span(lower: bound.floor, upper: bound.floor, isExact: bound.isExact)
        case .date: return try day(value)
        default: return try instant(value)
        }
    }

    private func day(_ value: JSONValue) throws -> Span {
        let day = try moment(value).day
        return Span(lower: day, upper: day)
    }

    private func instant(_ value: JSONValue) throws -> Span {
        let moment = try moment(value)
        let lower = moment.time(in: compiler.offsets)
        guard case .date(let days) = moment else { return Span(lower: lower, upper: lower) }
        return Span(lower: lower, upper: compiler.offsets.startOfDay(days + 1) - 1)
    }

    /// A date, or a date-time with an offset.
    private func moment(_ value: JSONValue) throws -> ISO8601.Moment {
        guard let moment = value.string.flatMap(ISO8601.parse) else { throw mismatch(value) }
        if case .clockTime = moment { throw BulkError.offsetMissing(value, field: criterion.fieldName, sent) }
        if let fraction = moment.fraction {
            let isZero = fraction.allSatisfy { $0 == "0" }
            guard isZero, compiler.quirks[.zeroFraction] else { throw BulkError.valueNotSupported(value, sent) }
        }
        return moment
    }

    private func number(_ value: JSONValue, scale: Int) throws -> NumberBound {
        do {
            return try NumberBound(digits(of: value), scale: scale)
        } catch .notANumber {
            throw mismatch(value)
        } catch .tooManyDigits {
            throw BulkError.valueNotSupported(value, sent)
        }
    }

    private func text(_ value: JSONValue) throws -> String {
        let text = digits(of: value)
        guard text.unicodeScalars.count <= compiler.limits.criterionTextLength else { throw BulkError.valueNotSupported(value, sent) }
        return text
    }

    private func truth(_ value: JSONValue) throws -> Int64 {
        switch value {
        case .boolean(let value): return value ? 1 : 0
        case .string(let text) where text.lowercased() == "true": return 1
        case .string(let text) where text.lowercased() == "false": return 0
        default:
            throw compiler.version.has(.truthValueErrors) ? BulkError.invalidTruthValue(field: criterion.fieldName) : mismatch(value)
        }
    }

    /// The ids a value means: its own, or those of the users of that name.
    private func references(_ value: JSONValue, isUser: Bool) throws -> [Int64] {
        let text = digits(of: value)
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard text.utf8.count <= 19 else { throw BulkError.valueNotSupported(value, sent) }
            // Nineteen digits beyond 64 bits are the id of nothing.
            return [Int64(text) ?? -1]
        }
        guard isUser, compiler.quirks[.ownerByName], case .string = value, !text.isEmpty else { throw mismatch(value) }
        let name = CaseFolding.folded(text.utf8)
        return compiler.users.filter { user in
            CaseFolding.folded(user.lastName.utf8) == name || CaseFolding.folded(user.fullName.utf8) == name
        }.map(\.id.rawValue)
    }

    private func digits(of value: JSONValue) -> String {
        value.string ?? value.description
    }

    private func mismatch(_ value: JSONValue) -> BulkError {
        .fieldAndValueNotCompatible(value, field: criterion.fieldName, sent)
    }
}

extension Int64 {
    /// One more, or the same at the end of 64 bits.
    fileprivate var next: Int64 { self == .max ? self : self + 1 }
    fileprivate var previous: Int64 { self == .min ? self : self - 1 }
}
