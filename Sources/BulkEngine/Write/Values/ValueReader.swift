import BulkFormats
import BulkModel
import BulkStore

/// Reads the cells of one column as the values of a field: checked, and in their stored form.
/// (bulk write specification, section 8)
///
/// Part of the hot loop: a cell is read from its bytes, without anything made on the way. A class, because there are many cells and
/// few columns, and copying what a column knows would cost more than reading a cell.
final class ValueReader: Sendable {
    private let kind: Kind
    private let offsets: UTCOffsets

    private enum Kind: Sendable {
        case text(maximum: Int)
        case email(maximum: Int)
        case phone(maximum: Int)
        case website(maximum: Int)
        case integer(NumberFormat, digits: Int, takesZeroFraction: Bool)
        case decimal(NumberFormat, scale: Int, whole: Int, dropsPercent: Bool)
        case boolean
        case date(DatePattern?, isoAllowed: Bool, TwoDigitYears)
        case dateTime(DatePattern?, isoAllowed: Bool, TwoDigitYears)
        case isoDate, isoDateTime
        case pickList(PickList)
        case options(PickList, maximum: Int)
        case recordID
        case user(UserDirectory, by: String?)
        case lineTaxes(maximum: Int)
    }

    /// What became of a cell.
    enum Reading: Equatable {
        case done
        /// Read, with something that is to be told.
        case noted(RowNote.Kind)
        /// A value that this picklist doesn't have yet.
        case undecided(list: Int)
        case refused(RowError.Reason)
    }

    /// Longest value of a picklist.
    private static let longestOption = 120

    /// - Parameters:
    ///   - format: one that ``accepts(format:for:)`` the field.
    ///   - findBy: for lookups to users: `id`, `email`, or nil for either.
    ///   - pickList: for picklists, shared by cells and default.
    ///   - today: days since 1970-01-01, for years of two digits.
    ///   - isStandardForm: whether values are written as defaults and the record API have them: dates in ISO 8601, and no format.
    init(
        _ field: Field, format: String? = nil, findBy: String? = nil, pickList: PickList? = nil, users: UserDirectory = UserDirectory([]),
        offsets: UTCOffsets, isoAllowed: Bool = true, today: Int64 = 0, isStandardForm: Bool = false
    ) {
        self.offsets = offsets
        let centuries = TwoDigitYears(fieldNamed: field.apiName, today: today)
        let pattern = isStandardForm ? nil : format
        let numbers = pattern.flatMap { NumberFormat(pattern: $0) } ?? .standard
        let maximum = Self.maximum(of: field)
        switch field.dataType {
        case .email: kind = .email(maximum: maximum)
        case .phone: kind = .phone(maximum: maximum)
        case .website: kind = .website(maximum: maximum)
        case .textarea: kind = .text(maximum: maximum)
        case .integer, .bigint: kind = .integer(numbers, digits: maximum, takesZeroFraction: !isStandardForm)
        case .percent: kind = .decimal(numbers, scale: field.decimalPlaces ?? 2, whole: maximum, dropsPercent: true)
        case .double, .currency: kind = .decimal(numbers, scale: field.decimalPlaces ?? 2, whole: maximum, dropsPercent: false)
        case .boolean: kind = .boolean
        case .date: kind = isStandardForm ? .isoDate : .date(pattern.flatMap { DatePattern(date: $0) }, isoAllowed: isoAllowed, centuries)
        case .datetime:
            kind =
                isStandardForm ? .isoDateTime : .dateTime(pattern.flatMap { DatePattern(dateTime: $0) }, isoAllowed: isoAllowed, centuries)
        case .picklist: kind = .pickList(pickList ?? PickList(field, isClosed: false))
        case .multiselectpicklist:
            kind = .options(pickList ?? PickList(field, isClosed: false), maximum: maximum)
        case .ownerlookup, .userlookup: kind = .user(users, by: findBy)
        case .lookup, .multiModuleLookup, .consentLookup, .layout: kind = .recordID
        case .linetax: kind = .lineTaxes(maximum: maximum)
        default: kind = .text(maximum: maximum)
        }
    }

    /// Whether a mapping of the field may have that `format`. (section 8.4)
    static func accepts(format: String, for field: Field) -> Bool {
        switch field.dataType {
        case .date: DatePattern(date: format) != nil
        case .datetime: DatePattern(dateTime: format) != nil
        case .integer, .bigint, .double, .currency, .percent: NumberFormat(pattern: format) != nil
        default: false
        }
    }

    /// Reads a cell and appends it to the batch; an empty cell if it can't be read.
    /// - Parameter text: trimmed, not empty.
    @inline(__always)
    func read(_ text: UnsafeBufferPointer<UInt8>, into batch: inout RecordBatch) -> Reading {
        switch kind {
        case .text(let maximum): return readText(text, maximum, into: &batch)
        case .integer(let format, let digits, let takesZeroFraction):
            return append(format.integer(text, maximumDigits: digits, takesZeroFraction: takesZeroFraction), to: &batch)
        case .pickList(let list): return readOption(text, list, into: &batch)
        case .email(let maximum):
            if InvisibleCharacters.areIn(text) { return readVisible(text, keepsBlanks: false, into: &batch) }
            guard EmailAddress.isValid(text) else { return refuse(.notAnEmail, in: &batch) }
            return readText(text, maximum, into: &batch)
        case .phone(let maximum):
            if InvisibleCharacters.areIn(text) { return readVisible(text, keepsBlanks: true, into: &batch) }
            guard PhoneNumber.isValid(text) else { return refuse(.notAPhone, in: &batch) }
            return readText(text, maximum, into: &batch)
        case .website(let maximum):
            guard WebAddress.isValid(text) else { return refuse(.notAURL, in: &batch) }
            return readText(text, maximum, into: &batch)
        default: return readOther(text, into: &batch)
        }
    }

    /// An address or a number without what nobody sees in it, which comes with texts that were copied.
    @inline(never)
    private func readVisible(_ text: UnsafeBufferPointer<UInt8>, keepsBlanks: Bool, into batch: inout RecordBatch) -> Reading {
        InvisibleCharacters.removing(from: text, keepsBlanks: keepsBlanks).withUnsafeBufferPointer { read($0, into: &batch) }
    }

    private func readOther(_ text: UnsafeBufferPointer<UInt8>, into batch: inout RecordBatch) -> Reading {
        switch kind {
        case .decimal(let format, let scale, let whole, let dropsPercent):
            var text = text
            if dropsPercent, text.count > 1, text.last == UInt8(ascii: "%") { text = UnsafeBufferPointer(rebasing: text.dropLast()) }
            return append(format.decimal(text, scale: scale, maximumWholeDigits: whole, maximumFractionDigits: 9), to: &batch)
        case .boolean:
            guard let value = TruthValue.read(text) else { return refuse(.notABoolean, in: &batch) }
            batch.append(value ? 1 : 0)
        case .date(let pattern, let isoAllowed, let centuries):
            let reading = pattern.map { $0.read(text, centuries: centuries) } ?? StandardDates.date(text, isoAllowed: isoAllowed)
            return append(day: reading, to: &batch).noting(pattern)
        case .isoDate: return append(day: StandardDates.isoDate(text), to: &batch)
        case .dateTime(let pattern, let isoAllowed, let centuries):
            let reading = pattern.map { $0.read(text, centuries: centuries) } ?? StandardDates.dateTime(text, isoAllowed: isoAllowed)
            return append(instant: reading, to: &batch).noting(pattern)
        case .isoDateTime: return append(instant: StandardDates.isoDateTime(text), to: &batch)
        case .options(let list, let maximum): return readOptions(text, list, maximum, into: &batch)
        case .recordID:
            guard let id = RecordIDText.read(text) else { return refuse(.notAnID, in: &batch) }
            batch.append(id)
        case .user(let users, let key):
            guard let user = users.user(text, by: key) else { return refuse(.noSuchUser, in: &batch) }
            batch.append(user)
        case .lineTaxes(let maximum): return readLineTaxes(text, maximum, into: &batch)
        default: batch.appendNull()
        }
        return .done
    }

    private func readLineTaxes(_ text: UnsafeBufferPointer<UInt8>, _ maximum: Int, into batch: inout RecordBatch) -> Reading {
        // JSON is longer than the text made of it, but not without bounds.
        guard text.count <= 16 * maximum else { return refuse(.tooLong, in: &batch) }
        guard let taxes = LineTax.list(String(decoding: text, as: UTF8.self)) else { return refuse(.notALineTax, in: &batch) }
        guard !taxes.isEmpty else {
            batch.appendNull()
            return .done
        }
        return Array(LineTax.text(taxes).utf8).withUnsafeBufferPointer { readText($0, maximum, into: &batch) }
    }

    private func readText(_ text: UnsafeBufferPointer<UInt8>, _ maximum: Int, into batch: inout RecordBatch) -> Reading {
        // No text has more characters than bytes, so most need not be counted.
        if text.count > maximum, CharacterCount.of(text) > maximum { return refuse(.tooLong, in: &batch) }
        if text.contains(0) { return refuse(.hasNUL, in: &batch) }
        batch.append(text)
        return .done
    }

    private func readOption(_ text: UnsafeBufferPointer<UInt8>, _ list: PickList, into batch: inout RecordBatch) -> Reading {
        if text.count > Self.longestOption, CharacterCount.of(text) > Self.longestOption { return refuse(.tooLong, in: &batch) }
        if text.contains(0) { return refuse(.hasNUL, in: &batch) }
        if let value = list.values.value(text) {
            value.withUnsafeBufferPointer { batch.append($0) }
            return .done
        }
        guard !list.isClosed else { return refuse(.notInList, in: &batch) }
        batch.append(text)
        return .undecided(list: list.position)
    }

    /// `A;B`: parts trimmed, empty ones dropped, each once, in their order.
    private func readOptions(
        _ text: UnsafeBufferPointer<UInt8>, _ list: PickList, _ maximum: Int, into batch: inout RecordBatch
    ) -> Reading {
        var values: [[UInt8]] = []
        var hasUnknown = false
        /// Bytes of the options so far; no text has more than four for a character.
        var length = 0
        for part in text.split(separator: PickList.separator) {
            let bytes = InvisibleCharacters.trimming(UnsafeBufferPointer(rebasing: part))
            guard !bytes.isEmpty else { continue }
            if CharacterCount.of(bytes) > Self.longestOption { return refuse(.tooLong, in: &batch) }
            if bytes.contains(0) { return refuse(.hasNUL, in: &batch) }
            let value = list.values.value(bytes)
            hasUnknown = hasUnknown || value == nil
            let settled = value ?? Array(bytes)
            if !values.contains(settled) {
                values.append(settled)
                // Looked at here, since a cell of a million options would be compared for hours.
                length += settled.count + 1
                if length > 4 * maximum + 4 { return refuse(.tooLong, in: &batch) }
            }
        }
        if hasUnknown, list.isClosed { return refuse(.notInList, in: &batch) }
        let joined = Array(values.joined(separator: [PickList.separator]))
        return joined.withUnsafeBufferPointer {
            if CharacterCount.of($0) > maximum { return refuse(.tooLong, in: &batch) }
            batch.append($0)
            return hasUnknown ? .undecided(list: list.position) : .done
        }
    }

    @inline(__always)
    private func append(_ reading: NumberReading, to batch: inout RecordBatch) -> Reading {
        switch reading {
        case .value(let value):
            batch.append(value)
            return .done
        case .cut(let value):
            batch.append(value)
            return .noted(.decimalsCut)
        case .notANumber: return refuse(.notANumber, in: &batch)
        case .tooManyDigits: return refuse(.tooManyDigits, in: &batch)
        }
    }

    private func append(day reading: DateReading?, to batch: inout RecordBatch) -> Reading {
        guard let reading else { return refuse(.notADate, in: &batch) }
        batch.append(reading.days)
        return .done
    }

    /// A time without offset is one of the zone of whoever made the job.
    private func append(instant reading: DateReading?, to batch: inout RecordBatch) -> Reading {
        guard let reading else { return refuse(.notADateTime, in: &batch) }
        let local = reading.days * 86_400 + Int64(reading.secondOfDay)
        batch.append(reading.offset.map { local - Int64($0) } ?? offsets.time(showing: local))
        return .done
    }

    private func refuse(_ reason: RowError.Reason, in batch: inout RecordBatch) -> Reading {
        batch.appendNull()
        return .refused(reason)
    }

    /// The most characters a text of the field may have, options and what joins them counted together, or a number of it digits before
    /// the decimal point.
    static func maximum(of field: Field) -> Int {
        switch field.dataType {
        case .email: field.length ?? 100
        case .phone: field.length ?? 30
        case .website: field.length ?? 450
        case .textarea:
            switch field.textAreaKind {
            case "large": field.length ?? 32_000
            case "rich_text": field.length ?? 50_000
            default: field.length ?? 2_000
            }
        case .integer: min(field.length ?? 9, 9)
        case .bigint: 18
        case .percent: 5
        case .double, .currency: 16
        case .picklist: longestOption
        case .multiselectpicklist, .linetax: field.length ?? 2_000
        default: field.length ?? 255
        }
    }
}

extension ValueReader.Reading {
    /// Says that the century of a year was chosen.
    fileprivate func noting(_ pattern: DatePattern?) -> Self {
        self == .done && pattern?.hasTwoDigitYear == true ? .noted(.twoDigitYear) : self
    }
}
