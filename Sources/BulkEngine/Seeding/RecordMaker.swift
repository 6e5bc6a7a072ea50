import BulkFormats
import BulkModel
import BulkStore

/// Makes one record after the other, cell by cell in the order of ``fields``.
struct RecordMaker {
    /// The fields that get a column, the record id first.
    let fields: [Field]
    let module: Module
    let targets: [String: [ObjectID]]
    var numbers: SeededNumbers
    /// What each field is, where its values have a rule of their own.
    private let roles: [FieldRole?]
    private let total: Int
    /// Values of the first records that aren't made up.
    private let given: [[String: GivenValue]]
    /// The products that rows of quotes, orders and invoices may have.
    private let products: [LineItem.Product]
    private var links: LinkMaker?

    // The years over which records were created: ids and times rise together.
    private static let firstDay = CivilDate(year: 2018, month: 1, day: 1).daysSince1970
    private static let days = 2_920
    static let secondsPerDay = 86_400
    /// Rows of a quote, an order or an invoice, at most.
    private static let itemsPerRecord = 5

    /// - Parameters:
    ///   - targets: the ids that each lookup may take, by field.
    ///   - total: how many records there will be, which spreads their times.
    ///   - given: values of the first records that aren't made up, by field.
    ///   - products: what rows of quotes, orders and invoices may have.
    ///   - links: of a linking module.
    init(
        module: Module, targets: [String: [ObjectID]], total: Int, seed: UInt64, given: [[String: GivenValue]] = [],
        products: [LineItem.Product] = [], links: LinkMaker? = nil
    ) {
        let stored = module.fields.filter { $0.storedForm != .none && !$0.isRecordID }
        self.fields = module.fields.filter(\.isRecordID) + stored
        self.roles = fields.map { FieldRole($0) }
        self.module = module
        self.targets = targets
        self.total = total
        self.given = given
        self.products = products
        self.links = links
        // The module's name is part of the seed, so that modules don't repeat one another.
        self.numbers = SeededNumbers(seed: module.apiName.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
    }

    /// - Returns: the rows that belong to the record, if it is a quote, an order or an invoice.
    mutating func appendRecord(_ id: ObjectID, ordinal: Int, to batch: inout RecordBatch) -> [LineItem] {
        var record = context(id, ordinal: ordinal, created: createdTime(ordinal))
        record.isConverted = module.apiName == "Leads" && numbers.chance(8)
        record.isCheckedIn = numbers.chance(15)
        if case .stored(let flag)? = record.given["Converted__s"] { record.isConverted = flag != 0 }
        if let maker = links {
            let known = maker.fields.compactMap { target(record.given[$0.apiName], of: $0) }
            if known.count == 2 { links?.take(known) } else { record.links = links?.next(from: &numbers) ?? [] }
        }
        var items: [LineItem] = []
        if !products.isEmpty {
            for position in 1...Int64(1 + numbers.below(Self.itemsPerRecord)) {
                items.append(
                    LineItem(
                        parent: id, created: record.created, position: position, product: numbers.pick(products), from: &numbers))
            }
            record.totals = OrderTotals(of: items, from: &numbers)
        }
        append(id, &record, to: &batch)
        return items
    }

    /// A row of a quote, an order or an invoice.
    mutating func appendRow(_ id: ObjectID, _ item: LineItem, to batch: inout RecordBatch) {
        var record = context(id, ordinal: .max, created: item.created)
        record.item = item
        append(id, &record, to: &batch)
    }

    private mutating func context(_ id: ObjectID, ordinal: Int, created: Int64) -> RecordContext {
        let given = given.indices.contains(ordinal) ? given[ordinal] : [:]
        var created = created
        if case .time(let text)? = given["Created_Time"] { created = Self.seconds(text) }
        let persona = Persona(number: id.sequence, from: &numbers)
        var record = RecordContext(
            number: id.sequence, ordinal: ordinal, persona: persona, created: created,
            modified: created + Int64(numbers.below(200 * Self.secondsPerDay)))
        record.given = given
        return record
    }

    private mutating func append(_ id: ObjectID, _ record: inout RecordContext, to batch: inout RecordBatch) {
        batch.append(id.rawValue)
        for index in fields.indices.dropFirst() {
            if !record.given.isEmpty, let value = record.given[fields[index].apiName] {
                append(value, of: fields[index], to: &batch)
            } else {
                appendCell(of: fields[index], roles[index], in: &record, to: &batch)
            }
        }
    }

    private func createdTime(_ ordinal: Int) -> Int64 {
        let span = Self.days * Self.secondsPerDay
        let start = Double(span) * Double(ordinal) / Double(max(total, 1))
        return Int64(Self.firstDay * Self.secondsPerDay) + Int64(start)
    }

    private func append(_ value: GivenValue, of field: Field, to batch: inout RecordBatch) {
        switch value {
        case .text(let text): batch.append(text)
        case .stored(let number): batch.append(number)
        case .time(let text): batch.append(Self.seconds(text))
        case .target: if let id = target(value, of: field) { batch.append(id.rawValue) } else { batch.appendNull() }
        }
    }

    /// What a lookup is told to lead to.
    private func target(_ value: GivenValue?, of field: Field) -> ObjectID? {
        guard case .target(let place)? = value, let ids = targets[field.apiName], ids.indices.contains(place) else { return nil }
        return ids[place]
    }

    private static func seconds(_ text: String) -> Int64 {
        guard case .dateTime(let seconds, _, _)? = ISO8601.parse(text) else { fatalError("\(text) is no time") }
        return seconds
    }

    private mutating func appendCell(of field: Field, _ role: FieldRole?, in record: inout RecordContext, to batch: inout RecordBatch) {
        if appendNumbered(field, record.number, to: &batch) { return }
        if let place = record.links.indices.first(where: { links?.fields[$0].apiName == field.apiName }) {
            return batch.append(record.links[place].rawValue)
        }
        if let role, append(role, of: field, in: &record, to: &batch) { return }
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
        case .decimal(let scale): appendDecimal(scale: scale, below: field.dataType == .percent ? 100 : 90_000, to: &batch)
        case .reference: appendReference(field, to: &batch)
        case .none: batch.appendNull()
        }
    }

    /// Fields of the organisation's own whose values come once: they have the record's number in them.
    /// - Returns: whether the field is one of them.
    private func appendNumbered(_ field: Field, _ number: Int64, to batch: inout RecordBatch) -> Bool {
        if field.dataType == .autonumber {
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

    private mutating func appendDecimal(scale: Int, below bound: Int, to batch: inout RecordBatch) {
        var value = Int64(1 + numbers.below(bound))
        for _ in 0..<scale { value *= 10 }
        // Most amounts are round; the others use every digit they may.
        if scale > 0, numbers.chance(40) { value += Int64(1 + numbers.below(99)) }
        batch.append(value)
    }

    mutating func appendReference(_ field: Field, to batch: inout RecordBatch) {
        guard let ids = targets[field.apiName], !ids.isEmpty else { return batch.appendNull() }
        batch.append(numbers.pick(ids).rawValue)
    }

    mutating func text(of field: Field, _ record: RecordContext) -> String {
        let persona = record.persona
        switch field.dataType {
        case .email: return persona.email(from: &numbers)
        case .phone: return persona.phone(from: &numbers)
        case .website: return persona.website(from: &numbers)
        case .picklist:
            return numbers.pick(field.pickListValues.filter { $0 != "-None-" } + (field.pickListValues.isEmpty ? ["A", "B"] : []))
        case .multiselectpicklist: return field.pickListValues.filter { _ in numbers.chance(40) }.joined(separator: ";")
        case .textarea: return Phrases.paragraph(&numbers, maximum: field.length ?? 200)
        // Several dates in one field.
        case .date: return ISO8601.date(record.created / Int64(Self.secondsPerDay) + Int64(numbers.below(120)))
        default: break
        }
        let name = field.apiName.lowercased()
        if name.hasSuffix("city") { return persona.place.city }
        if name.hasSuffix("state") { return persona.place.state }
        if name.hasSuffix("code") || name.hasSuffix("zip") { return persona.place.code }
        if name.hasSuffix("country") { return persona.locale.country }
        if name.hasSuffix("street") || name == "address" { return persona.street(from: &numbers) }
        if name == "fax" { return persona.phone(from: &numbers) }
        if name == "designation" { return numbers.pick(Phrases.titles) }
        if name.hasSuffix("name") { return persona.fullName }
        return String(Phrases.title(&numbers).prefix(field.length ?? 120))
    }
}
