import Foundation

/// Small pictures made on the spot.
public enum Fixtures {
    /// An uncompressed 24-bit BMP file.
    public static func bitmap(width: Int, height: Int, color: (Int, Int) -> (UInt8, UInt8, UInt8)) -> [UInt8] {
        let stride = (3 * width + 3) / 4 * 4
        func little(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var file = Array("BM".utf8) + little(54 + stride * height, 4) + little(0, 4) + little(54, 4)
        file += little(40, 4) + little(width, 4) + little(height, 4) + little(1, 2) + little(24, 2)
        file += little(0, 4) + little(stride * height, 4) + little(2835, 4) + little(2835, 4) + little(0, 4) + little(0, 4)
        for y in (0..<height).reversed() {
            var line: [UInt8] = []
            for x in 0..<width {
                let (red, green, blue) = color(x, y)
                line += [blue, green, red]
            }
            file += line + [UInt8](repeating: 0, count: stride - line.count)
        }
        return file
    }

    /// A JPEG of 48 x 48 pixels with a colour gradient.
    public static let jpeg = [UInt8](
        Data(
            base64Encoded: """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYV
                pQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAw
                ADADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhBy
                JxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT
                lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAA
                AAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRom
                JygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExc
                bHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDzuOH2qzHb57VPDD7Veht/atcPS9qKlXsU47b2q1Hae1WwqpwB
                uPoKlSOR++B7cV0Sp4eD5fifl/merQrtldbQAZbA+tTrbxg4JH4c1YS3RfvED2qxHGP4Yz+NYSVNacqT+bf4HrUKz7mJbw9OKveXsQADluBT7a
                HpxVlYd8p46cUqFVww65d5aH5/Sq6kEFtxkjirCoWOEGB696nEW5ti9B19zVhY8fInXufSpc4xjyx0S+9vsv6/A9ajWK6QInBGW9BVhYmIyTsX
                2qaOILwoBb+VWEhw3zAs1c7qWVlovLb5vdvyR61GqY9rFhckdBmrEMO2MtjtU0MWISQO2KsrDwi496iFW1ONt0vxbsfn9GrqQRw7EBA+Y9KnSH
                aoUA7j+lWEiy5JHyrxU8cRA3Y+ZjWUppaLZafLq/VvRHrUKxBHDj5EHPc+lTpFgYXgDq1TpDgbRwB941YSLIBI47L61zyqdFpb8P66vdvRHr0a
                p//Z
                """, options: .ignoreUnknownCharacters)!)
}
