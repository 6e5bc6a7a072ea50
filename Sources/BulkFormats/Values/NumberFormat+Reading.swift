extension NumberFormat {
    /// Reads a whole number: an optional sign and digits, in groups or not.
    ///
    /// A decimal point makes it no number, whatever follows: `1.0` isn't whole.
    /// (bulk write specification, sections 8.1 and 8.3)
    /// - Parameters:
    ///   - text: UTF-8 without white space at its ends.
    ///   - maximumDigits: the digits it may have, zeros in front not counted.
    public func integer(_ text: UnsafeBufferPointer<UInt8>, maximumDigits: Int) -> NumberReading {
        guard let number = NumberDigits(text, format: self), !number.hasDecimalPoint else { return .notANumber }
        guard number.wholeDigits <= min(maximumDigits, NumberDigits.mostWholeDigits) else { return .tooManyDigits }
        return .signed(number.whole, isNegative: number.isNegative)
    }

    /// Reads a number exactly, in units of ten to the minus `scale`: `2.5` is 250 at a scale of 2.
    ///
    /// Decimals beyond `scale` are cut off. The whole part or the fraction may be left out, not both: `.5` and `5.` are numbers.
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
        return .signed(magnitude, isNegative: number.isNegative)
    }
}

extension NumberReading {
    fileprivate static func signed(_ magnitude: UInt64, isNegative: Bool) -> NumberReading {
        guard magnitude <= Int64.max.magnitude + (isNegative ? 1 : 0) else { return .tooManyDigits }
        let value = Int64(truncatingIfNeeded: magnitude)
        return .value(isNegative ? 0 &- value : value)
    }
}
