import BulkFormats
import BulkModel
import BulkStore

/// Makes one record after the other, cell by cell in the order of ``fields``.
struct RecordMaker {
    /// The fields that get a column, the record id first.
    let fields: [Field]
    private let module: Module
    private let targets: [String: [ObjectID]]
    private let total: Int
    private var numbers: SeededNumbers

    // The years over which records were created: ids and times rise together.
    private static let firstDay = CivilDate(year: 2018, month: 1, day: 1).daysSince1970
    private static let days = 2_920
    private static let secondsPerDay = 86_400

    /// - Parameters:
    ///   - targets: the ids that each lookup may take, by field.
    ///   - total: how many records there will be, which spreads their times.
    init(module: Module, targets: [String: [ObjectID]], total: Int, seed: UInt64) {
        let stored = module.fields.filter { $0.storedForm != .none && !$0.isRecordID }
        self.fields = module.fields.filter(\.isRecordID) + stored
        self.module = module
        self.targets = targets
        self.total = total
        // The module's name is part of the seed, so that modules don't repeat one another.
        self.numbers = SeededNumbers(seed: module.apiName.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
    }

    mutating func appendRecord(_ id: ObjectID, ordinal: Int, to batch: inout RecordBatch) {
        let persona = Persona(number: id.sequence, from: &numbers)
        let created = createdTime(ordinal)
        var record = RecordContext(
            number: id.sequence, persona: persona, created: created, modified: created + Int64(numbers.below(200 * Self.secondsPerDay)))
        record.isConverted = module.apiName == "Leads" && numbers.chance(8)
        for field in fields {
            if field.isRecordID {
                batch.append(id.rawValue)
            } else {
                appendCell(of: field, in: &record, to: &batch)
            }
        }
    }

    private mutating func createdTime(_ ordinal: Int) -> Int64 {
        let span = Self.days * Self.secondsPerDay
        let start = Double(span) * Double(ordinal) / Double(max(total, 1))
        return Int64(Self.firstDay * Self.secondsPerDay) + Int64(start)
    }

    private mutating func appendCell(of field: Field, in record: inout RecordContext, to batch: inout RecordBatch) {
        if appendNumbered(field, record.number, to: &batch) || appendNamed(field, in: &record, to: &batch) { return }
        // A check box is never without a value.
        guard field.isMandatory || field.storedForm == .boolean || numbers.chance(field.isReadOnly ? 15 : 75) else {
            return batch.appendNull()
        }
        switch field.storedForm {
        case .text: batch.append(text(of: field, record))
        case .integer: batch.append(Int64(1 + numbers.below(500)))
        case .boolean: batch.append(numbers.chance(20) ? 1 : 0)
        case .date: batch.append(record.created / Int64(Self.secondsPerDay) + Int64(numbers.below(120)))
        case .dateTime: batch.append(record.created + Int64(numbers.below(90 * Self.secondsPerDay)))
        case .decimal(let scale): appendDecimal(scale: scale, to: &batch)
        case .reference: appendReference(field, to: &batch)
        case .none: batch.appendNull()
        }
    }

    /// Fields of the organisation's own whose values come once: they have the record's number in them.
    /// - Returns: whether the field is one of them.
    private func appendNumbered(_ field: Field, _ number: Int64, to batch: inout RecordBatch) -> Bool {
        if field.dataType == .autonumber, field.autoNumber != nil {
            batch.append(field.numberText(at: number))
            return true
        }
        guard field.isCustom, field.isUnique else { return false }
        switch field.storedForm {
        case .decimal(let scale): batch.append((0..<scale).reduce(number) { value, _ in value * 10 })
        case .text where field.dataType == .email: batch.append("\(number)@example.com")
        case .text: batch.append("\(number)")
        default: batch.append(number)
        }
        return true
    }

    /// Fields whose values depend on one another or have a rule of their own.
    /// - Returns: whether the field is one of them.
    private mutating func appendNamed(_ field: Field, in record: inout RecordContext, to batch: inout RecordBatch) -> Bool {
        switch field.apiName {
        case "First_Name": batch.append(record.persona.firstName)
        case "Last_Name": batch.append(record.persona.lastName)
        case "Full_Name": batch.append("\(record.persona.firstName) \(record.persona.lastName)")
        case "Company": batch.append(record.persona.company)
        case "Account_Name" where field.storedForm == .text: batch.append(record.persona.company)
        case "Created_Time": batch.append(record.created)
        case "Modified_Time", "Last_Activity_Time": batch.append(record.modified)
        case "Created_By", "Modified_By", "Owner": appendReference(field, to: &batch)
        case "Parent_Id": appendReference(field, to: &batch)
        case "Converted__s": batch.append(record.isConverted ? 1 : 0)
        case "Converted_Account", "Converted_Contact", "Converted_Deal", "Converted_Date_Time", "Lead_Conversion_Time":
            if record.isConverted { return false }
            batch.appendNull()
        case "Locked__s": batch.append(0)
        case "Record_Status__s": batch.append("Available")
        case "Layout", "Record_Image": batch.appendNull()
        case "Email": appendSometimes(85, record.persona.email(from: &numbers), to: &batch)
        case "All_day": batch.append(numbers.chance(10) ? 1 : 0)
        case "Start_DateTime":
            record.start = record.created + Int64(numbers.below(60 * Self.secondsPerDay)) / 1_800 * 1_800
            batch.append(record.start)
        case "End_DateTime": batch.append(record.start + Int64(1 + numbers.below(6)) * 1_800)
        case "Recurring_Activity": appendSometimes(6, recurrence(), to: &batch)
        case "Stage":
            record.stage = numbers.pick(Self.stages)
            batch.append(record.stage.name)
        case "Probability": batch.append(record.stage.probability)
        case "Amount":
            record.amount = Int64(1 + numbers.below(250_000)) * 100
            batch.append(record.amount)
        case "Expected_Revenue": batch.append(record.amount * record.stage.probability / 100)
        case "Line_Tax": appendSometimes(40, "Vat - 12.5 %", to: &batch)
        case "Tag": appendSometimes(12, numbers.chance(50) ? "vip" : "vip,newsletter", to: &batch)
        default: return false
        }
        return true
    }

    private static let stages: [(name: String, probability: Int64)] = [
        ("Qualification", 10), ("Needs Analysis", 20), ("Value Proposition", 40), ("Identify Decision Makers", 60),
        ("Proposal/Price Quote", 75), ("Negotiation/Review", 90), ("Closed Won", 100), ("Closed Lost", 0),
    ]

    private mutating func recurrence() -> String {
        "FREQ=\(numbers.pick(["DAILY", "WEEKLY", "MONTHLY"]));INTERVAL=1;COUNT=\(2 + numbers.below(20))"
    }

    private mutating func appendSometimes(_ percent: Int, _ text: String, to batch: inout RecordBatch) {
        if numbers.chance(percent) { batch.append(text) } else { batch.appendNull() }
    }

    private mutating func appendDecimal(scale: Int, to batch: inout RecordBatch) {
        var value = Int64(1 + numbers.below(90_000))
        for _ in 0..<scale { value *= 10 }
        // Most amounts are round; the others use every digit they may.
        if scale > 0, numbers.chance(40) { value += Int64(1 + numbers.below(99)) }
        batch.append(value)
    }

    private mutating func appendReference(_ field: Field, to batch: inout RecordBatch) {
        guard let ids = targets[field.apiName], !ids.isEmpty else { return batch.appendNull() }
        batch.append(numbers.pick(ids).rawValue)
    }

    private mutating func text(of field: Field, _ record: RecordContext) -> String {
        let persona = record.persona
        switch field.dataType {
        case .email: return persona.email(from: &numbers)
        case .phone: return persona.phone(from: &numbers)
        case .website: return persona.website(from: &numbers)
        case .picklist:
            return numbers.pick(field.pickListValues.filter { $0 != "-None-" } + (field.pickListValues.isEmpty ? ["A", "B"] : []))
        case .multiselectpicklist: return field.pickListValues.filter { _ in numbers.chance(40) }.joined(separator: ";")
        case .textarea: return Phrases.paragraph(&numbers, maximum: field.length ?? 200)
        default: break
        }
        let name = field.apiName.lowercased()
        if name.hasSuffix("city") { return persona.place.city }
        if name.hasSuffix("state") { return persona.place.state }
        if name.hasSuffix("code") { return persona.place.code }
        if name.hasSuffix("country") { return persona.locale.country }
        if name.hasSuffix("street") { return persona.street(from: &numbers) }
        if name == "fax" { return persona.phone(from: &numbers) }
        if name == "designation" { return numbers.pick(Phrases.titles) }
        if name.hasSuffix("name"), module.generatedType == .custom { return "\(persona.firstName) \(persona.lastName)" }
        return String(Phrases.title(&numbers).prefix(field.length ?? 120))
    }
}

/// What the cells of one record share.
private struct RecordContext {
    /// The running number of the record's id.
    let number: Int64
    let persona: Persona
    /// UTC seconds.
    let created: Int64
    let modified: Int64
    var isConverted = false
    var start: Int64 = 0
    var stage: (name: String, probability: Int64) = ("Qualification", 10)
    /// In hundredths.
    var amount: Int64 = 0

    init(number: Int64, persona: Persona, created: Int64, modified: Int64) {
        self.number = number
        self.persona = persona
        self.created = created
        self.modified = modified
    }
}
