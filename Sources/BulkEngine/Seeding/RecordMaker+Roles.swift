import BulkFormats
import BulkModel
import BulkStore

/// Fields whose values depend on one another or have a rule of their own. Each function says whether the field is one of its own.
extension RecordMaker {
    mutating func append(_ role: FieldRole, of field: Field, in record: inout RecordContext, to batch: inout RecordBatch) -> Bool {
        appendSystem(role, of: field, in: &record, to: &batch) || appendName(role, of: field, in: record, to: &batch)
            || appendActivity(role, of: field, in: &record, to: &batch) || appendVisit(role, of: field, in: record, to: &batch)
            || appendMoney(role, of: field, in: &record, to: &batch)
    }

    private mutating func appendSystem(
        _ role: FieldRole, of field: Field, in record: inout RecordContext, to batch: inout RecordBatch
    ) -> Bool {
        switch role {
        case .createdTime: batch.append(record.created)
        case .modifiedTime, .lastActivityTime: batch.append(record.modified)
        case .parent where record.item != nil: batch.append(record.item?.parent.rawValue ?? 0)
        case .createdBy, .modifiedBy, .owner, .parent: appendReference(field, to: &batch)
        case .isConverted: batch.append(record.isConverted ? 1 : 0)
        case .convertedAccount, .convertedContact, .convertedDeal, .convertedTime, .conversionTime:
            if record.isConverted { return false }
            batch.appendNull()
        case .isLocked: batch.append(0)
        case .recordStatus: batch.append("Available")
        case .layout, .recordImage: batch.appendNull()
        case .tag: appendSometimes(12, numbers.chance(50) ? "vip" : "vip,newsletter", to: &batch)
        default: return false
        }
        return true
    }

    private mutating func appendName(_ role: FieldRole, of field: Field, in record: RecordContext, to batch: inout RecordBatch) -> Bool {
        guard field.storedForm == .text else { return appendAge(role, in: record, to: &batch) }
        let persona = record.persona
        let year = CivilDate(daysSince1970: Int(record.created) / Self.secondsPerDay).year
        let text: String
        switch role {
        case .firstName: text = persona.firstName
        case .lastName: text = persona.lastName
        case .fullName: text = persona.fullName
        case .company, .accountName, .vendorName: text = persona.company
        case .productName: text = Phrases.product(&numbers)
        case .dealName: text = "\(persona.company): \(Phrases.object(&numbers))"
        case .campaignName: text = "\(Phrases.object(&numbers)), \(year)"
        case .projectName: text = "\(Phrases.object(&numbers)), \(record.persona.place.city)"
        case .priceBookName: text = "\(persona.locale.country) \(year)"
        case .serviceName: text = Phrases.service(&numbers)
        case .appointmentName: text = "\(Phrases.service(&numbers)): \(persona.fullName)"
        case .name: text = name(record)
        case .skype, .twitter:
            appendSometimes(40, persona.handle, to: &batch)
            return true
        case .email:
            appendSometimes(field.isMandatory ? 100 : 85, persona.email(from: &numbers), to: &batch)
            return true
        case .department: text = Phrases.department(&numbers)
        case .assistant, .reportedBy: text = persona.fullName
        case .customerNumber, .purchaseOrder, .requisition, .tracking, .purchaseOrderNumber, .productCode:
            text = "\(numbers.pick(["A", "B", "K", "R"]))\(100_000 + numbers.below(900_000))"
        case .ticker:
            text = String(persona.company.uppercased().unicodeScalars.filter { ("A"..."Z").contains($0) }.map(Character.init).prefix(4))
        case .callerID, .dialledNumber: text = persona.phone(from: &numbers)
        default: return false
        }
        // Names and titles are there always, other texts mostly.
        if field.isMandatory || field.isMandatoryInLayout || role.namesRecord || numbers.chance(75) {
            batch.append(String(text.prefix(field.length ?? 120)))
        } else {
            batch.appendNull()
        }
        return true
    }

    /// What a record of a module of the organisation's own is called.
    private mutating func name(_ record: RecordContext) -> String {
        switch module.apiName {
        case "Skills":
            Phrases.skills.indices.contains(record.ordinal)
                ? Phrases.skills[record.ordinal] : "\(numbers.pick(Phrases.skills)) \(record.number)"
        case "Trainings": Phrases.title(&numbers)
        default: record.persona.fullName
        }
    }

    private mutating func appendAge(_ role: FieldRole, in record: RecordContext, to batch: inout RecordBatch) -> Bool {
        switch role {
        case .dateOfBirth:
            guard numbers.chance(60) else {
                batch.appendNull()
                return true
            }
            // Eighteen to seventy years old when they became known.
            batch.append(record.created / Int64(Self.secondsPerDay) - Int64(18 * 366 + numbers.below(52 * 365)))
        case .yearsOfExperience: batch.append(Int64(numbers.below(41)))
        default: return false
        }
        return true
    }

    private mutating func appendActivity(
        _ role: FieldRole, of field: Field, in record: inout RecordContext, to batch: inout RecordBatch
    ) -> Bool {
        let day = Int64(Self.secondsPerDay)
        switch role {
        case .isAllDay where module.apiName == "Events": batch.append(numbers.chance(10) ? 1 : 0)
        case .startTime:
            record.start = record.created + Int64(numbers.below(60 * Self.secondsPerDay)) / 1_800 * 1_800
            batch.append(record.start)
        case .endTime: batch.append(record.start + Int64(1 + numbers.below(6)) * 1_800)
        case .appointmentStart:
            record.start = (record.created / 1_800 + Int64(numbers.below(60 * 48))) * 1_800
            record.duration = Int64(1 + numbers.below(6)) * 1_800
            batch.append(record.start)
        case .appointmentEnd: batch.append(record.start + record.duration)
        case .duration where record.duration > 0: batch.append(record.duration / 60)
        case .duration: batch.append(Int64(1 + numbers.below(6)) * 30)
        case .callDuration:
            record.duration = Int64(10 + numbers.below(3_000))
            let seconds = record.duration % 60
            batch.append("\(record.duration / 60):\(seconds < 10 ? "0" : "")\(seconds)")
        case .callSeconds: batch.append(record.duration)
        case .dueDate, .startDate, .availableFrom:
            guard field.isMandatory || numbers.chance(80) else {
                batch.appendNull()
                return true
            }
            record.start = (record.created / day + Int64(numbers.below(90))) * day
            batch.append(record.start / day)
        case .endDate, .availableTill:
            if record.start > 0 { batch.append(record.start / day + Int64(numbers.below(60))) } else { batch.appendNull() }
        case .reminder where field.dataType == .alarm:
            let time = "\(10 + numbers.below(10)):\(10 + numbers.below(50))"
            let alarm = "ACTION=\(numbers.pick(["EMAIL", "POPUP"]));TRIGGER=-P\(1 + numbers.below(7))D;TRIGGER_TIME=\(time)"
            appendSometimes(record.start > 0 ? 30 : 0, alarm, to: &batch)
        case .recurrence: appendSometimes(record.start > 0 ? 6 : 0, recurrence(from: record.start / day), to: &batch)
        default: return appendProgress(role, of: field, in: &record, to: &batch)
        }
        return true
    }

    /// What there is only of what has come so far.
    private mutating func appendProgress(
        _ role: FieldRole, of field: Field, in record: inout RecordContext, to batch: inout RecordBatch
    ) -> Bool {
        switch role {
        case .status:
            record.status = text(of: field, record)
            batch.append(record.status)
        case .closedTime: appendIf(record.status == "Completed", record.modified, to: &batch)
        case .cancelledTime: appendIf(record.status == "Cancelled", record.modified, to: &batch)
        case .rescheduledTime: appendIf(record.status == "Rescheduled", record.modified, to: &batch)
        case .rescheduledFrom: appendIf(record.status == "Rescheduled", record.start - Int64(Self.secondsPerDay), to: &batch)
        case .rescheduledTo: appendIf(record.status == "Rescheduled", record.start, to: &batch)
        case .rescheduleCount: batch.append(record.status == "Rescheduled" ? 1 : 0)
        case .cancelledBy, .cancellationReason, .cancellationNote:
            if record.status == "Cancelled" { return false }
            batch.appendNull()
        case .rescheduledBy, .rescheduleReason, .rescheduleNote:
            if record.status == "Rescheduled" { return false }
            batch.appendNull()
        default: return false
        }
        return true
    }

    /// A rule as the service writes it: the first and the last day are in it. (platform specification, section 13)
    private mutating func recurrence(from day: Int64) -> String {
        let rule = numbers.pick([(name: "DAILY", days: 1), (name: "WEEKLY", days: 7), (name: "MONTHLY", days: 31)])
        let last = day + Int64(rule.days * (2 + numbers.below(20)))
        return "FREQ=\(rule.name);INTERVAL=1;DTSTART=\(ISO8601.date(day));UNTIL=\(ISO8601.date(last))"
    }

    private mutating func appendVisit(_ role: FieldRole, of field: Field, in record: RecordContext, to batch: inout RecordBatch) -> Bool {
        let place = record.persona.place
        switch role {
        case .checkInStatus, .checkInTime, .checkInBy, .checkInComment, .checkInSubLocality, .checkInCity, .checkInState, .checkInCountry,
            .checkInAddress, .checkInCode, .latitude, .longitude:
            guard record.isCheckedIn else {
                batch.appendNull()
                return true
            }
        default: return false
        }
        switch role {
        case .checkInStatus: batch.append("PLANNED")
        case .checkInTime: batch.append(record.start)
        case .checkInBy: appendReference(field, to: &batch)
        case .checkInCity: batch.append(place.city)
        case .checkInState: batch.append(place.state)
        case .checkInCountry: batch.append(record.persona.locale.country)
        case .checkInAddress: batch.append("\(record.persona.street(from: &numbers)), \(place.city)")
        case .checkInCode: batch.append(place.code)
        case .latitude: appendCoordinate(near: place.latitude, of: field, to: &batch)
        case .longitude: appendCoordinate(near: place.longitude, of: field, to: &batch)
        default: batch.appendNull()
        }
        return true
    }

    /// A place in a town: at most a twentieth of a degree from its middle.
    /// - Parameter middle: thousandths of a degree.
    private mutating func appendCoordinate(near middle: Int64, of field: Field, to batch: inout RecordBatch) {
        let billionths = middle * 1_000_000 + Int64(numbers.below(100_000_000)) - 50_000_000
        append(billionths, scale: 9, of: field, to: &batch)
    }

    private mutating func appendMoney(
        _ role: FieldRole, of field: Field, in record: inout RecordContext, to batch: inout RecordBatch
    ) -> Bool {
        switch role {
        case .stage where module.apiName == "Deals":
            record.stage = numbers.pick(Self.stages)
            batch.append(record.stage.name)
        case .probability where module.apiName == "Deals": batch.append(record.stage.probability)
        case .amount:
            record.amount = Int64(1 + numbers.below(250_000)) * 100
            append(record.amount, scale: 2, of: field, to: &batch)
        case .expectedRevenue where module.apiName == "Deals":
            append(record.amount * record.stage.probability / 100, scale: 2, of: field, to: &batch)
        default:
            if let item = record.item { return append(role, of: item, field, to: &batch) }
            if let totals = record.totals { return append(role, of: totals, field, to: &batch) }
            return false
        }
        return true
    }

    private mutating func append(_ role: FieldRole, of item: LineItem, _ field: Field, to batch: inout RecordBatch) -> Bool {
        switch role {
        case .productName: batch.append(item.product.id.rawValue)
        case .position: batch.append(item.position)
        case .quantity: append(item.quantity, scale: 2, of: field, to: &batch)
        case .listPrice: append(item.price, scale: 2, of: field, to: &batch)
        case .unitPrice: item.product.price.map { append($0, scale: 2, of: field, to: &batch) } ?? batch.appendNull()
        case .discount: append(item.discount, scale: 2, of: field, to: &batch)
        case .tax: append(item.tax, scale: 2, of: field, to: &batch)
        case .lineTax: if item.taxRate > 0 { batch.append("Vat - \(item.taxRate) %") } else { batch.appendNull() }
        case .total: append(item.total, scale: 2, of: field, to: &batch)
        case .totalAfterDiscount: append(item.totalAfterDiscount, scale: 2, of: field, to: &batch)
        case .netTotal: append(item.netTotal, scale: 2, of: field, to: &batch)
        default: return false
        }
        return true
    }

    private func append(_ role: FieldRole, of totals: OrderTotals, _ field: Field, to batch: inout RecordBatch) -> Bool {
        switch role {
        case .subTotal: append(totals.subTotal, scale: 2, of: field, to: &batch)
        case .discount: append(totals.discount, scale: 2, of: field, to: &batch)
        case .tax: append(totals.tax, scale: 2, of: field, to: &batch)
        case .adjustment: append(totals.adjustment, scale: 2, of: field, to: &batch)
        case .grandTotal: append(totals.grandTotal, scale: 2, of: field, to: &batch)
        default: return false
        }
        return true
    }

    private static let stages: [(name: String, probability: Int64)] = [
        ("Qualification", 10), ("Needs Analysis", 20), ("Value Proposition", 40), ("Identify Decision Makers", 60),
        ("Proposal/Price Quote", 75), ("Negotiation/Review", 90), ("Closed Won", 100), ("Closed Lost", 0),
    ]

    private mutating func appendSometimes(_ percent: Int, _ text: String, to batch: inout RecordBatch) {
        if numbers.chance(percent) { batch.append(text) } else { batch.appendNull() }
    }

    private func appendIf(_ condition: Bool, _ value: Int64, to batch: inout RecordBatch) {
        if condition { batch.append(value) } else { batch.appendNull() }
    }

    /// A number with the decimal places that the field has. Places that it hasn't are cut off.
    private func append(_ value: Int64, scale: Int, of field: Field, to batch: inout RecordBatch) {
        guard case .decimal(let places) = field.storedForm else { return batch.append(value) }
        var value = value
        for _ in scale..<max(places, scale) { value *= 10 }
        for _ in places..<max(places, scale) { value /= 10 }
        batch.append(value)
    }
}

extension FieldRole {
    /// Whether people know the record by it.
    fileprivate var namesRecord: Bool {
        switch self {
        case .firstName, .lastName, .fullName, .company, .accountName, .vendorName, .productName, .dealName, .campaignName, .priceBookName,
            .serviceName, .appointmentName, .name:
            true
        default: false
        }
    }
}
