import Pictures

extension SampleShop {
    /// Which pixels of an item's picture are printed, row after row: those that differ from the same garment without its print. Nil without a
    /// print. Cost: drawing the item twice.
    public func printPlace(of item: SampleItem) -> [Bool]? {
        guard item.print != nil else { return nil }
        let printed = draw(item), plain = draw(item, printing: false)
        return (0..<printed.width * printed.height).map { place in
            let channels = 4 * place..<4 * place + 3
            return printed.pixels[channels] != plain.pixels[channels]
        }
    }
}
