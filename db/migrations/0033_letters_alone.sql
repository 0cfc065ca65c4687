DELETE FROM search_words WHERE word ~ '[0-9]';
