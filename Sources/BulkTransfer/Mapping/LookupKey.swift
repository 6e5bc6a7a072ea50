import BulkClient

/// Chooses by what the records of a lookup's column are found. (bulk write specification, section 7.4)
struct LookupKey {
    /// Nil to leave it to the server.
    var findBy: String?
    /// What a person should know.
    var note: String?

    /// - Parameter displayField: of the module that the lookup points to.
    init(for field: FieldDescription, title: String, keys: KeyTally, displayField: String) {
        let areIDs = keys.prefixedIDs.count + keys.addresses.count + keys.others.count == 0
        if field.isUserLookup {
            let strange = keys.prefixedIDs.count + keys.others.count
            if keys.ids.count + keys.addresses.count + strange > 0, keys.ids.count == 0 || keys.addresses.count == 0 {
                findBy = keys.ids.count > 0 ? "id" : "email"
            }
            guard strange > 0 else { return }
            var seen = keys.others
            seen.add(keys.prefixedIDs)
            note =
                "column \(title): users are found by id or by e-mail address, and \(seen.words(cells: "cell is neither", "cells are neither")): \"\(seen.value)\" in line \(seen.line); such rows will be refused"
        } else if areIDs {
            findBy = "id"
        } else if keys.addresses.count + keys.others.count == 0 {
            findBy = "id"
            note =
                "column \(title): ids are digits only; take the \"\(KeyTally.prefix)\" before them away (first in line \(keys.prefixedIDs.line)), or their rows will be refused"
        } else if field.dataType == "multi_module_lookup" {
            findBy = "id"
            var seen = keys.others
            seen.add(keys.addresses)
            seen.add(keys.prefixedIDs)
            note =
                "column \(title): records of \(field.apiName) are found by id only, and \(seen.words(cells: "cell is none", "cells are none")): \"\(seen.value)\" in line \(seen.line); such rows will be refused"
        } else if displayField == "Full_Name", keys.ids.count + keys.prefixedIDs.count + keys.others.count == 0 {
            findBy = "Email"
        } else {
            findBy = displayField
            guard keys.ids.count > 0, keys.others.count > 0 else { return }
            let (few, many) = keys.ids.count < keys.others.count ? (keys.ids, keys.others) : (keys.others, keys.ids)
            guard few.count * 10 <= many.count || keys.ids.count > keys.others.count else { return }
            note =
                "column \(title): records are found by \(displayField), and \(keys.ids.words(cells: "cell looks", "cells look")) like an id: \"\(keys.ids.value)\" in line \(keys.ids.line); to find them by id, say --lookup \(field.apiName)=id"
        }
    }
}

extension SeenCells {
    /// `1 cell is`, `3 cells are`.
    func words(cells one: String, _ several: String) -> String {
        count == 1 ? "1 \(one)" : "\(count) \(several)"
    }
}
