extension NumberFormat {
    /// Reads a whole number: an optional sign and digits, in groups or not.
    ///
    /// In files zeros behind a decimal point are no fraction: `75.0` is 75, as many programs write it.
    /// (bulk write specification, sections 8.1 and 8.3)
    /// - Parameters:
    ///   - text: UTF-8 without white space at its ends.
    ///   - maximumDigits: the digits it may have, zeros in front not counted.
    ///   - takesZeroFraction: whether there may be a decimal point and zeros behind it.
    public func integer(_ text: UnsafeBufferPointer<UInt8>, maximumDigits: Int, takesZeroFraction: Bool = true) -> NumberReading {
        guard let number = NumberDigits(text, format: self),
            !number.hasDecimalPoint || takesZeroFraction && number.wholeDigitCount > 0,
            number.fraction.allSatisfy({ $0 == UInt8(ascii: "0") })
        else { return .notANumber }
        guard number.wholeDigits <= min(maximumDigits, NumberDigits.mostWholeDigits) else { return .tooManyDigits }
        return .signed(number.whole, isNegative: number.isNegative)
    }

    /// Reads a number exactly, in units of ten to the minus `scale`: `2.5` is 250 at a scale of 2.
    ///
    /// Decimals beyond `scale` are cut off, which is said if they aren't zeros. The whole part or the fraction may be left out, not both: `.5` and `5.` are numbers.
    /// (bulk write specification, sections 8.1 and 8.3)
    /// - Parameters:
    ///   - text: UTF-8 without white space at its ends.
    ///   - scale: decimals of the result, 0 or more.
    ///   - maximumWholeDigits: the digits before the decimal point, zeros in front not counted.
    ///   - maximumFractionDigits: the digits behind it, as they are written.
    public func decimal(
        _ text: UnsafeBufferPointer<UInt8>, scale: Int, maximumWholeDigits: Int, maximumFractionDigits: Int
    ) -> NumberReading {
        guard let number = NumberDigits(text, format: self) else { return .notANumber }
        guard number.wholeDigits <= min(maximumWholeDigits, NumberDigits.mostWholeDigits), number.fraction.count <= maximumFractionDigits
        else { return .tooManyDigits }
        var magnitude = number.whole
        for index in 0..<scale {
            let digit = index < number.fraction.count ? number.fraction[number.fraction.startIndex + index] &- 0x30 : 0
            let (product, isLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) = product.addingReportingOverflow(UInt64(digit))
            if isLarge || isLarger { return .tooManyDigits }
            magnitude = sum
        }
        let reading = NumberReading.signed(magnitude, isNegative: number.isNegative)
        guard case .value(let value) = reading, number.fraction.dropFirst(scale).contains(where: { $0 != UInt8(ascii: "0") }) else {
            return reading
        }
        return .cut(value)
    }
}

extension NumberReading {
    fileprivate static func signed(_ magnitude: UInt64, isNegative: Bool) -> NumberReading {
        guard magnitude <= Int64.max.magnitude + (isNegative ? 1 : 0) else { return .tooManyDigits }
        let value = Int64(truncatingIfNeeded: magnitude)
        return .value(isNegative ? 0 &- value : value)
    }
}
