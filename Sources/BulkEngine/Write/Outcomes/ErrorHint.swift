import BulkFormats
import BulkModel

/// What a person can do about a refused cell.
struct ErrorHint {
    let field: Field?
    let mapping: FieldMapping?
    /// What is wrong with the row as its file has it.
    var trouble: CSVTrouble?
    /// Of the file.
    var encoding = "UTF-8"

    func text(_ error: RowError) -> String {
        let name = field?.label ?? mapping?.apiName ?? "The field"
        if let text = TroubleText.text(trouble, encoding: encoding), RowError.Reason(trouble!) == error.reason { return text }
        switch error.reason {
        case .missing: return "\(name) must not be empty: fill the cell, or map a default value."
        case .keyMissing: return "An update needs the value that names its record: fill the cell."
        case .parentKeyMissing: return "The cell must name a row of the parent's file: fill it."
        case .tooLong: return "\(name) takes \(longest) at most: shorten the text."
        case .tooManyDigits: return "\(name) takes fewer digits: \(digits)."
        case .notANumber:
            return "\(name) takes a number\(formatNote(default: numberForm))."
        case .notABoolean: return "\(name) takes true, false, 1 or 0."
        case .notADate: return "\(name) takes a date\(formatNote(default: "such as 2025-03-21 or 03/21/2025"))."
        case .notADateTime: return "\(name) takes a date and time\(formatNote(default: "such as 2025-03-21T10:00:00+05:30"))."
        case .notAnEmail: return "\(name) takes one e-mail address, such as name@example.com."
        case .notAPhone: return "\(name) takes digits, letters, blanks and + - . ( ) , ; # / only."
        case .notAURL: return "\(name) takes a web address, such as https://example.com."
        case .notAnID: return "\(name) takes the id of a record: up to 19 digits and nothing else."
        case .noSuchUser: return "\(name) takes the id or e-mail address of an active user of this organisation."
        case .hasNUL: return "The cell holds a NUL character: remove it."
        case .notInList: return "\(name) takes one of the values of its list."
        case .noMatch: return "No record has this value: correct it, or use insert or upsert to add the record."
        case .noTarget: return "No record that \(name) leads to has this value: correct it, or import that record first."
        case .noParent: return "No row of the parent's file has this value: correct one of the two."
        case .valueTaken: return "\(name) must be unique, and another record has this value: change it, or update that record."
        case .recordExists: return "A record with this value exists already: use update or upsert to change it."
        case .linkExists: return "These two records are linked already: leave the row out."
        case .awaitsApproval: return "The record waits for approval: have it approved, then send the row again."
        case .isLocked: return "The record is locked: unlock it, then send the row again."
        case .severalMatch: return "Several records have this value: name the record by its id."
        case .severalTargets: return "Several records have this value: name the one meant by its id, with find_by id."
        case .isConverted: return "The lead has been converted: change the contact, account or deal it became."
        case .otherLayout: return "The record has another layout than the one the job is restricted to."
        case .wrongKind: return "\(name) takes JSON of another kind."
        case .noSuchLayout: return "\(name) takes the id of a layout of the module."
        case .strayQuote: return "A quote is not closed where its cell ends: double it, or take it away."
        case .undecodable: return "The row has bytes that are no text in the file's encoding."
        case .surplusCells, .shifted: return "The row has more cells than the header: put quotes around a value with the delimiter in it."
        case .otherTable: return "The row belongs to another table of the file: import that from a file of its own."
        case .notALineTax: return "\(name) takes names of taxes with their percentages, such as Vat - 12.5 %;Sales Tax - 2 %."
        case .changedSince: return "The record has been changed since then: read it again."
        case .tooManyChildren: return "The record has as many rows of this kind as it may have: remove some, or leave the row out."
        }
    }

    private var numberForm: String {
        switch field?.dataType {
        case .integer, .bigint: "digits without decimals, with commas between groups of three if any, such as 1234 or 1,234"
        default: "digits, with commas between groups of three if any, and a point before decimals, such as 1234.5 or 1,234.50"
        }
    }

    private var longest: String {
        switch field?.dataType {
        case .picklist: "120 characters"
        case .multiselectpicklist: "120 characters for an option, \(field?.length ?? 2_000) altogether"
        default: field?.length.map { "\($0) characters" } ?? "fewer characters"
        }
    }

    private var digits: String {
        switch field?.dataType {
        case .integer: "\(min(field?.length ?? 9, 9)) at most"
        case .bigint: "18 at most"
        case .percent: "5 before the point and 9 behind it at most"
        default: "16 before the point and 9 behind it at most"
        }
    }

    private func formatNote(default text: String) -> String {
        mapping?.format.map { " written as \($0), the format of the mapping" } ?? ": \(text)"
    }
}
