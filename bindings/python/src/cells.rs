//! Cells of Arrow columns as text and as JSON.
//!
//! A column of any type goes in; the text of a row comes out where the column holds text, or its JSON value. Columns of
//! plain text are read where they lie; others are converted once for a whole batch.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType};
use serde_json::{Map, Number, Value};

/// A column of which each row is a text or nothing.
pub(crate) enum Texts {
    Short(StringArray),
    Long(LargeStringArray),
    View(StringViewArray),
    /// Nothing in any row.
    None,
}

impl Texts {
    /// The column as text; numbers, days and times as they are written.
    pub(crate) fn of(column: &ArrayRef) -> Result<Self, ArrowError> {
        Ok(match column.data_type() {
            DataType::Utf8 => Texts::Short(column.as_string().clone()),
            DataType::LargeUtf8 => Texts::Long(column.as_string().clone()),
            DataType::Utf8View => Texts::View(column.as_string_view().clone()),
            DataType::Null => Texts::None,
            _ => Texts::Long(cast(column, &DataType::LargeUtf8)?.as_string().clone()),
        })
    }

    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        match self {
            Texts::Short(column) => column.is_valid(row).then(|| column.value(row)),
            Texts::Long(column) => column.is_valid(row).then(|| column.value(row)),
            Texts::View(column) => column.is_valid(row).then(|| column.value(row)),
            Texts::None => None,
        }
    }
}

/// Whether a column of this type holds text, be it as a number for each of a few texts.
pub(crate) fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// A cell as JSON. What JSON has no form for, such as a day, becomes the text that is usual for it.
pub(crate) fn json(column: &ArrayRef, row: usize) -> Result<Value, ArrowError> {
    if column.is_null(row) {
        return Ok(Value::Null);
    }
    macro_rules! whole {
        ($kind:ty) => {
            Value::from(column.as_primitive::<$kind>().value(row))
        };
    }
    Ok(match column.data_type() {
        DataType::Null => Value::Null,
        DataType::Boolean => Value::from(column.as_boolean().value(row)),
        DataType::Int8 => whole!(Int8Type),
        DataType::Int16 => whole!(Int16Type),
        DataType::Int32 => whole!(Int32Type),
        DataType::Int64 => whole!(Int64Type),
        DataType::UInt8 => whole!(UInt8Type),
        DataType::UInt16 => whole!(UInt16Type),
        DataType::UInt32 => whole!(UInt32Type),
        DataType::UInt64 => whole!(UInt64Type),
        DataType::Float16 => short(column.as_primitive::<Float16Type>().value(row).into()),
        DataType::Float32 => short(column.as_primitive::<Float32Type>().value(row)),
        DataType::Float64 => Value::from(column.as_primitive::<Float64Type>().value(row)),
        DataType::Struct(fields) => {
            let cells = fields.iter().zip(column.as_struct().columns());
            let cells = cells.map(|(field, column)| Ok((field.name().clone(), json(column, row)?)));
            Value::Object(cells.collect::<Result<Map<_, _>, ArrowError>>()?)
        }
        DataType::List(_) => list(&column.as_list::<i32>().value(row))?,
        DataType::LargeList(_) => list(&column.as_list::<i64>().value(row))?,
        DataType::FixedSizeList(_, _) => list(&column.as_fixed_size_list().value(row))?,
        DataType::Dictionary(_, values) => {
            let one = column.slice(row, 1);
            json(&cast(&one, values)?, 0)?
        }
        _ => {
            let one = Texts::of(&column.slice(row, 1))?;
            one.get(0).map_or(Value::Null, Value::from)
        }
    })
}

fn list(values: &ArrayRef) -> Result<Value, ArrowError> {
    let cells = (0..values.len()).map(|row| json(values, row));
    Ok(Value::Array(cells.collect::<Result<_, _>>()?))
}

/// A number of 32 bits with as few digits as tell it from others.
fn short(value: f32) -> Value {
    let digits = value.to_string().parse().ok();
    digits
        .and_then(Number::from_f64)
        .map_or(Value::Null, Value::Number)
}
