-- Version 3. The originals of rows of data sets lie here, under the numbers of
-- the entries that added their reports, and commit with them: a file for each
-- would cost more than all else. Documents stay files.
CREATE TABLE originals (seq INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
