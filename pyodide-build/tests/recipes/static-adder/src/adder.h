int add(int first, int second);
